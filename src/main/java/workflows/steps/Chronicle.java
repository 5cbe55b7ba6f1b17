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
		past.addAll(open(now));
		since = now;
	}

	private List<Phase> open(Instant now) {
		String name = waiting == null ? phase : waiting;
		return name == null || since == null || !now.isAfter(since) ? List.of()
				: List.of(new Phase(name, waiting == null ? Phase.Kind.MACHINE : Phase.Kind.PEOPLE, since, now));
	}

	/** What was so far. */
	List<Phase> until(Instant now) {
		List<Phase> all = new ArrayList<>(past);
		all.addAll(open(now));
		return all;
	}

}
