package workflows.steps;

import domain.report.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The parts of a run in their order, with the time that people were waited for. */
final class Chronicle {

	private final List<Phase> past = new ArrayList<>();

	private String phase;

	private String waiting;

	private Instant since;

	/** The run goes over to something else. */
	void enter(String text, Instant now) {
		close(now);
		// Phases are Markdown on the run's page, and plain text in a report.
		phase = text.replace("`", "");
	}

	/**
	 * People are waited for from now on, or no longer.
	 * @param what what for; null: not at all
	 */
	void waitFor(String what, Instant now) {
		if (what == null ? waiting != null : !what.equals(waiting)) {
			close(now);
			waiting = what;
		}
	}

	private void close(Instant now) {
		List<Phase> all = until(now);
		past.clear();
		past.addAll(all);
		since = now;
	}

	private List<Phase> open(Instant now) {
		String name = waiting == null ? phase : waiting;
		return name == null || since == null || !now.isAfter(since) ? List.of()
				: List.of(new Phase(name, waiting == null ? Phase.Kind.MACHINE : Phase.Kind.PEOPLE, since, now));
	}

	/** What was so far; what goes on is one part. */
	List<Phase> until(Instant now) {
		List<Phase> all = new ArrayList<>(past);
		for (Phase part : open(now)) {
			boolean goesOn = !all.isEmpty() && all.getLast().name().equals(part.name())
					&& all.getLast().kind() == part.kind() && all.getLast().end().equals(part.start());
			all.add(goesOn ? new Phase(part.name(), part.kind(), all.removeLast().start(), part.end()) : part);
		}
		return all;
	}

}
