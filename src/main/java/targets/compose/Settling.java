package targets.compose;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import targets.Backoff;
import targets.Progress;

/**
 * Waits until containers are as they are wanted, counted from when they were nearest to
 * it; one that ends and is started again and again puts nothing off.
 */
final class Settling {

	/** Docker started it again this often while we looked: it will not come up. */
	private static final int CRASHES = 3;

	private final Project project;

	private final String what;

	private final Supplier<List<Container>> reading;

	private final Duration limit;

	private final Map<String, Integer> restartsBefore = new TreeMap<>();

	private final Progress progress;

	private final Backoff backoff;

	Settling(Project project, String what, Supplier<List<Container>> reading, Duration limit) {
		this.project = project;
		this.what = what;
		this.reading = reading;
		this.limit = limit;
		this.progress = new Progress(limit);
		this.backoff = new Backoff(project.alive());
	}

	/** Until there are as many as wanted and every one is ready. */
	void untilReady(int wanted) {
		while (true) {
			List<Container> now = this.reading.get();
			if (now.size() == wanted && now.stream().allMatch(Container::ready)) {
				return;
			}
			List<Container> unready = now.stream().filter((container) -> !container.ready()).toList();
			look(unready, unready.size() + Math.abs(now.size() - wanted));
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
			look(unready, now.isEmpty() ? Integer.MAX_VALUE : unready.size());
		}
	}

	/** Until none is up. */
	void untilDown() {
		while (true) {
			List<Container> up = this.reading.get().stream().filter(Container::asked).toList();
			if (up.isEmpty()) {
				return;
			}
			note(up.size());
			if (this.progress.overdue()) {
				throw new PermanentFailure(FailureKind.NOT_READY, "%s at %s: %s, still up after %s."
					.formatted(this.what, this.project.place(), words(up), this.limit));
			}
			this.backoff.pause();
		}
	}

	private void note(int missing) {
		if (this.progress.nearer(missing)) {
			this.backoff.soon();
		}
	}

	private void look(List<Container> unready, int missing) {
		note(missing);
		unready.stream().filter(this::willNotComeUp).findFirst().ifPresent((container) -> {
			throw notReady(unready, container, "it ended by itself");
		});
		if (this.progress.overdue()) {
			Container shown = unready.isEmpty() ? null : unready.get(0);
			throw notReady(unready, shown, "no nearer to it within " + this.limit);
		}
		this.backoff.pause();
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

}
