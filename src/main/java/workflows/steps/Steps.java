package workflows.steps;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.Priority;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * Every timeout and retry policy of every step, by retry class. Nothing else in workflow
 * code makes an activity stub.
 *
 * <p>
 * Each step has a short heartbeat timeout: the worker keeps the heart of a running step
 * beating, so a step whose worker was killed is taken up again by another within seconds,
 * whatever its own timeout.
 */
public final class Steps {

	/** A step without a sign of life for this long is given to another worker. */
	static final Duration HEARTBEAT = Duration.ofSeconds(4);

	private static final Duration SHORT = Duration.ofMinutes(1);

	private static final Duration PATIENCE = Duration.ofMinutes(15);

	private static final Duration UNDO_PATIENCE = Duration.ofHours(2);

	private static final Duration MESSAGE_PATIENCE = Duration.ofMinutes(10);

	private static final Duration WATCH_LONGEST = Duration.ofDays(30);

	private static final int SUMMARY_LENGTH = 180;

	private Steps() {
	}

	/**
	 * Class <em>safe</em>, short: repeated until it succeeds or a quarter of an hour is
	 * over.
	 */
	public static <T> T safe(Class<T> capability, String summary) {
		return stub(capability, summary, base(SHORT, PATIENCE).setRetryOptions(backingOff(Duration.ofSeconds(10))));
	}

	/**
	 * Class <em>safe</em>, waiting for something: one attempt may take as long as given.
	 */
	public static <T> T slow(Class<T> capability, String summary, Duration longest) {
		Duration attempt = longest.plus(SHORT);
		return stub(capability, summary, base(attempt, attempt.multipliedBy(2).plus(PATIENCE))
			.setRetryOptions(backingOff(Duration.ofSeconds(10))));
	}

	/**
	 * Class <em>safe</em>, taking something back: more patient than any other, and served
	 * first.
	 */
	public static <T> T undo(Class<T> capability, String summary, Duration longest) {
		return stub(capability, summary,
				base(longest.plus(SHORT), UNDO_PATIENCE).setRetryOptions(backingOff(Duration.ofSeconds(5)))
					.setPriority(Priority.newBuilder().setPriorityKey(1).build()));
	}

	/**
	 * Class <em>probe</em>: a bad answer is an answer; only a lost connection to our own
	 * worker is repeated.
	 */
	public static <T> T probe(Class<T> capability, String summary, Duration longest) {
		return stub(capability, summary, base(longest.plus(SHORT), longest.multipliedBy(2).plus(PATIENCE))
			.setRetryOptions(backingOff(Duration.ofSeconds(5))));
	}

	/**
	 * Class <em>once</em>: the step looks up its operation key before it acts. Given up
	 * after ten minutes.
	 */
	public static <T> T once(Class<T> capability, String summary) {
		return stub(capability, summary,
				base(SHORT, MESSAGE_PATIENCE).setRetryOptions(backingOff(Duration.ofMinutes(1))));
	}

	/**
	 * A long watch: one activity however long it takes, which answers with its counters
	 * when it is cancelled.
	 */
	public static <T> T watch(Class<T> capability, String summary) {
		return stub(capability, summary,
				base(WATCH_LONGEST, WATCH_LONGEST).setRetryOptions(RetryOptions.newBuilder()
					.setInitialInterval(Duration.ofMillis(500))
					.setBackoffCoefficient(1.0)
					.build()));
	}

	private static ActivityOptions.Builder base(Duration attempt, Duration whole) {
		return ActivityOptions.newBuilder()
			.setStartToCloseTimeout(attempt)
			.setScheduleToCloseTimeout(whole)
			.setHeartbeatTimeout(HEARTBEAT)
			// An undo must not begin while the step that it undoes may still write.
			.setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED);
	}

	private static RetryOptions backingOff(Duration longest) {
		return RetryOptions.newBuilder()
			.setInitialInterval(Duration.ofSeconds(1))
			.setBackoffCoefficient(2.0)
			.setMaximumInterval(longest)
			.build();
	}

	private static <T> T stub(Class<T> capability, String summary, ActivityOptions.Builder options) {
		String shown = summary.length() <= SUMMARY_LENGTH ? summary : summary.substring(0, SUMMARY_LENGTH - 1) + "…";
		return Workflow.newActivityStub(capability, options.setSummary(shown).build());
	}

}
