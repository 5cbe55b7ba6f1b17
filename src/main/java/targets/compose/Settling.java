package targets.compose;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Waits until containers are as they are wanted, counted from the last progress. */
final class Settling {

	private static final Duration SOON = Duration.ofMillis(200);

	private static final Duration LATER = Duration.ofSeconds(2);

	/** Docker started it again this often while we looked: it will not come up. */
	private static final int CRASHES = 3;

	private final Project project;

	private final String what;

	private final Supplier<List<Container>> reading;

	private final Duration limit;

	private final Map<String, Integer> restartsBefore = new TreeMap<>();

	private Duration pause = SOON;

	private long lastProgress = System.nanoTime();

	private String lastSeen = "";

	Settling(Project project, String what, Supplier<List<Container>> reading, Duration limit) {
		this.project = project;
		this.what = what;
		this.reading = reading;
		this.limit = limit;
	}

	/** Until there are as many as wanted and every one is ready. */
	void untilReady(int wanted) {
		while (true) {
			List<Container> now = this.reading.get();
			if (now.size() == wanted && now.stream().allMatch(Container::ready)) {
				return;
			}
			look(now, now.stream().filter((container) -> !container.ready()).toList());
		}
	}

	/** Until every one is ready, or was there to do something once and has done it. */
	void untilReadyOrFinished() {
		while (true) {
			List<Container> now = this.reading.get();
			List<Container> unready = now.stream()
				.filter((container) -> !container.ready() && !container.finished())
				.toList();
			if (unready.isEmpty() && !now.isEmpty()) {
				return;
			}
			look(now, unready);
		}
	}

	/** Until none is up. */
	void untilDown() {
		while (true) {
			List<Container> up = this.reading.get().stream().filter(Container::asked).toList();
			if (up.isEmpty()) {
				return;
			}
			progress(up);
			if (overdue()) {
				throw new PermanentFailure(FailureKind.NOT_READY, "%s at %s: %s, still up after %s."
					.formatted(this.what, this.project.place(), words(up), this.limit));
			}
			pause();
		}
	}

	private void look(List<Container> now, List<Container> unready) {
		progress(now);
		unready.stream().filter(this::willNotComeUp).findFirst().ifPresent((container) -> {
			throw notReady(unready, container, "it ended by itself");
		});
		if (overdue()) {
			Container shown = unready.isEmpty() ? null : unready.get(0);
			throw notReady(unready, shown, "nothing moved within " + this.limit);
		}
		pause();
	}

	private boolean willNotComeUp(Container container) {
		int before = this.restartsBefore.computeIfAbsent(container.id(), (id) -> container.restarts());
		boolean ended = container.status().equals("dead")
				|| container.status().equals("exited") && !container.restartsItself();
		return ended || container.restarts() - before >= CRASHES;
	}

	private PermanentFailure notReady(List<Container> unready, Container shown, String why) {
		String log = (shown == null) ? ""
				: " Last lines of %s: %s".formatted(shown.name(), this.project.lastWords(shown));
		return new PermanentFailure(FailureKind.NOT_READY, "%s at %s does not get ready: %s; %s.%s".formatted(this.what,
				this.project.place(), unready.isEmpty() ? "too few instances" : words(unready), why, log));
	}

	private static String words(List<Container> containers) {
		return containers.stream().map(Container::inWords).collect(Collectors.joining(", "));
	}

	private void progress(List<Container> now) {
		String seen = now.stream()
			.map((container) -> container.incarnation() + container.ready())
			.collect(Collectors.joining());
		if (!seen.equals(this.lastSeen) && now.stream().noneMatch((container) -> container.restarts() > 0)) {
			this.lastProgress = System.nanoTime();
			this.pause = SOON;
		}
		this.lastSeen = seen;
	}

	private boolean overdue() {
		return System.nanoTime() - this.lastProgress > this.limit.toNanos();
	}

	private void pause() {
		this.project.alive().run();
		try {
			Thread.sleep(this.pause);
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new TransientFailure("The wait for containers was interrupted: the worker is stopping.", interrupted);
		}
		Duration next = this.pause.multipliedBy(3).dividedBy(2);
		this.pause = (next.compareTo(LATER) > 0) ? LATER : next;
	}

}
