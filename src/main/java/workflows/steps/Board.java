package workflows.steps;

import domain.report.Phase;
import io.temporal.common.SearchAttributeKey;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the Temporal UI shows of a run at any moment: phase, what it waits for, and what
 * happened so far.
 */
public final class Board {

	private static final SearchAttributeKey<String> SYSTEM = SearchAttributeKey.forKeyword("HoldfastSystem");

	private static final SearchAttributeKey<String> COMPONENT = SearchAttributeKey.forKeyword("HoldfastComponent");

	private static final SearchAttributeKey<String> PHASE = SearchAttributeKey.forKeyword("HoldfastPhase");

	private static final int NOTES_SHOWN = 20;

	private final Words words;

	private final List<String> notes = new ArrayList<>();

	private String phase = "";

	private Instant since = now();

	private List<String> waiting = List.of();

	private final WaitingFor waitingFor = new WaitingFor();

	private String table = "";

	private final Chronicle chronicle = new Chronicle();

	Board(Words words) {
		this.words = words;
	}

	/** The run's own clock. */
	public static Instant now() {
		return Instant.ofEpochMilli(Workflow.currentTimeMillis());
	}

	void begin(String system, String component) {
		waitingFor.begin();
		if (component == null) {
			Workflow.upsertTypedSearchAttributes(SYSTEM.valueSet(system));
			return;
		}
		Workflow.upsertTypedSearchAttributes(SYSTEM.valueSet(system), COMPONENT.valueSet(component));
	}

	/**
	 * Enters a phase.
	 * @param keyword the phase as it is searched for
	 * @param text the phase for people
	 */
	public void phase(String keyword, String text) {
		phase = text;
		since = now();
		chronicle.enter(text, since);
		Workflow.upsertTypedSearchAttributes(PHASE.valueSet(keyword));
		waitingFor.refresh();
		show();
	}

	/** Says more exactly what is done now, within the phase. */
	public void doing(String text) {
		phase = text;
		since = now();
		show();
	}

	/**
	 * Shows that the run waits for people.
	 * @param gates what it waits for, as it is searched for; nothing when it waits no
	 * more
	 * @param text what people may do about it
	 */
	public void waitFor(List<String> gates, List<String> text) {
		waiting = List.copyOf(text);
		chronicle.waitFor(waiting.isEmpty() ? null : waitedFor(gates), now());
		waitingFor.say(gates, !waiting.isEmpty());
		show();
	}

	/** What says in searches which gates the run waits at. */
	WaitingFor waitingFor() {
		return waitingFor;
	}

	private String waitedFor(List<String> gates) {
		return gates.isEmpty() ? words.say("held", "em espera")
				: words.say("decision: %s", "decisão: %s", String.join(", ", gates));
	}

	/** The run's phases so far, and where people were waited for. */
	public List<Phase> timeline() {
		return chronicle.until(now());
	}

	/** Keeps a line for whoever looks: something done, noticed or refused. */
	public void note(String text) {
		notes.add("`" + words.time(now()) + "` " + text);
		show();
	}

	/**
	 * Shows a table, in place of an earlier one.
	 * @param markdown the table
	 */
	public void table(String markdown) {
		table = markdown;
		show();
	}

	String text() {
		StringBuilder text = new StringBuilder();
		text.append("### ").append(phase).append("\n\n");
		// The UI shows about eight lines before one has to scroll: what to do comes
		// first.
		waiting.forEach(line -> text.append(line).append("\n\n"));
		text.append(words.say("In this phase since", "Nesta fase desde"))
			.append(" `")
			.append(words.time(since))
			.append("`\n\n");
		if (!table.isEmpty()) {
			text.append(table).append("\n\n");
		}
		if (!notes.isEmpty()) {
			text.append("#### ").append(words.say("So far", "Até aqui")).append("\n\n");
			int first = Math.max(0, notes.size() - NOTES_SHOWN);
			notes.subList(first, notes.size()).forEach(note -> text.append("- ").append(note).append('\n'));
		}
		return text.toString();
	}

	private void show() {
		Workflow.setCurrentDetails(text());
	}

}
