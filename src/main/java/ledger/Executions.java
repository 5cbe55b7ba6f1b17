package ledger;

import io.temporal.api.history.v1.HistoryEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What Temporal knows about procedures: the authority that the ledger follows. */
interface Executions {

	/**
	 * Executions that are open, or were closed since a moment.
	 * @param since null: ever
	 */
	List<Execution> openOrClosedSince(Instant since);

	/**
	 * One execution, or empty when Temporal does not know it (any more).
	 * @param runId null or empty: the latest
	 */
	Optional<Execution> find(String workflowId, String runId);

	/** Its history from the first event. */
	List<HistoryEvent> history(Execution execution);

}
