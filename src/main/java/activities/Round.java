package activities;

import domain.failure.TransientFailure;
import domain.people.Delivery;
import domain.people.Message;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import ledger.Evidence;

/** One attempt to hand a message to its channels. */
final class Round {

	/** An attempt's own time and what a worker may be late. */
	private static final Duration MARGIN = Duration.ofSeconds(90);

	private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);

	private final Message message;

	private final Evidence evidence;

	private final ActivityExecutionContext context;

	private final Clock clock;

	private final List<String> sent = new ArrayList<>();

	private final List<String> unsent = new ArrayList<>();

	private final Map<String, TransientFailure> failures = new LinkedHashMap<>();

	private final List<String> earlier;

	private final Instant began;

	Round(Message message, Evidence evidence, ActivityExecutionContext context, Clock clock) {
		this.message = message;
		this.evidence = evidence;
		this.context = context;
		this.clock = clock;
		this.began = clock.instant();
		this.earlier = context.getHeartbeatDetails(String[].class).map(List::of).orElse(List.of());
		this.sent.addAll(earlier);
	}

	boolean alreadyTaken(String channel) {
		if (earlier.contains(channel)) {
			return true;
		}
		if (evidence.messageSent(message.run(), message.key(), channel)) {
			sent.add(channel);
			return true;
		}
		return false;
	}

	void taken(String channel) {
		sent.add(channel);
		// The ledger first: a heartbeat may throw an order to stop.
		evidence.messageTaken(message.run(), message.key(), channel);
		context.heartbeat(sent.toArray(String[]::new));
	}

	void refused(String channel, String why) {
		unsent.add(channel + ": " + why);
	}

	void failed(String channel, TransientFailure failure) {
		failures.put(channel, failure);
	}

	/**
	 * What became of the message.
	 * @throws TransientFailure when channels are left and there is time for them
	 */
	Delivery end() {
		if (!failures.isEmpty() && timeForAnother()) {
			throw new TransientFailure("not yet taken: " + String.join("; ", left()),
					failures.values().iterator().next(), longestWait());
		}
		unsent.addAll(left());
		return new Delivery(message.key(), List.copyOf(sent), List.copyOf(unsent));
	}

	private List<String> left() {
		return failures.entrySet().stream().map(left -> left.getKey() + ": " + left.getValue().getMessage()).toList();
	}

	private Duration longestWait() {
		return failures.values()
			.stream()
			.map(TransientFailure::retryAfter)
			.filter(Objects::nonNull)
			.max(Duration::compareTo)
			.orElse(null);
	}

	private boolean timeForAnother() {
		ActivityInfo info = context.getInfo();
		Duration whole = info.getScheduleToCloseTimeout();
		if (whole == null || whole.isZero()) {
			return true;
		}
		Instant deadline = Instant.ofEpochMilli(info.getScheduledTimestamp()).plus(whole);
		Duration wait = longestWait() == null ? backOff(info.getAttempt()) : longestWait();
		return now(info).plus(wait).plus(MARGIN).isBefore(deadline);
	}

	/** By the server's clock, which the deadline is counted by. */
	private Instant now(ActivityInfo info) {
		return Instant.ofEpochMilli(info.getCurrentAttemptScheduledTimestamp())
			.plus(Duration.between(began, clock.instant()));
	}

	/** As {@code workflows.steps.Steps.once} backs off: doubling from a second. */
	private static Duration backOff(int attempt) {
		return attempt > 6 ? LONGEST_BACK_OFF : Duration.ofSeconds(1L << Math.max(0, attempt - 1));
	}

}
