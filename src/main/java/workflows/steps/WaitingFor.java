package workflows.steps;

import io.temporal.common.SearchAttributeKey;
import io.temporal.workflow.Workflow;
import java.util.List;

/**
 * The search attribute that says which gates a run waits at. Each change of it is a write
 * of the server; the write that takes a name away waits until the decision is filed, so
 * that it does not stand between an approval and the step that was approved.
 */
final class WaitingFor {

	private static final SearchAttributeKey<String> ATTRIBUTE = SearchAttributeKey.forKeyword("HoldfastWaitingFor");

	private static final int ONLY_CHANGES = 1;

	private static final int AFTER_FILING = 2;

	private static final int FILED_LAST = 3;

	private int version = Workflow.DEFAULT_VERSION;

	private String wanted = "";

	private String said = "";

	private boolean waited;

	private int filing;

	/** Asked where nothing else is under way: the question lets others go first. */
	void begin() {
		version = Workflow.getVersion("waiting-for-only-changes", Workflow.DEFAULT_VERSION, FILED_LAST);
	}

	/**
	 * Whether what was decided goes before the filing of the decision in the server's
	 * queues; in older runs it went behind.
	 */
	boolean filesLast() {
		return version >= FILED_LAST;
	}

	/**
	 * Says what is waited for now.
	 * @param gates the names of the open gates
	 * @param waits whether the run waits, at a gate or because it is held
	 */
	void say(List<String> gates, boolean waits) {
		wanted = String.join(",", gates);
		if (version < AFTER_FILING) {
			sayAsBefore(waits);
		}
		else if (!wanted.isEmpty() || filing == 0) {
			refresh();
		}
		waited = waits;
	}

	private void sayAsBefore(boolean waits) {
		if (!wanted.isEmpty() && !(version == ONLY_CHANGES && wanted.equals(said))) {
			Workflow.upsertTypedSearchAttributes(ATTRIBUTE.valueSet(wanted));
		}
		else if (wanted.isEmpty() && waited) {
			Workflow.upsertTypedSearchAttributes(ATTRIBUTE.valueUnset());
		}
		said = wanted;
	}

	/** A decision is being filed. */
	void filing() {
		filing++;
	}

	/** The decision is filed, or could not be. */
	void filed() {
		filing--;
		refresh();
	}

	/** Lets the attribute say what is true: a phase begins, for example. */
	void refresh() {
		if (version < AFTER_FILING || wanted.equals(said)) {
			return;
		}
		Workflow.upsertTypedSearchAttributes(wanted.isEmpty() ? ATTRIBUTE.valueUnset() : ATTRIBUTE.valueSet(wanted));
		said = wanted;
	}

}
