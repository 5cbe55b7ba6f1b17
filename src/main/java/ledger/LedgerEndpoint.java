package ledger;

import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.jspecify.annotations.Nullable;

/**
 * {@code /actuator/ledger}: its state, and its rebuilding from Temporal's histories. POST
 * with {@code {}} reads every run again, with {@code {"workflowId": "..."}} one.
 */
@Endpoint(id = "ledger")
public class LedgerEndpoint {

	private final Ledger ledger;

	private final Sweeper sweeper;

	private final Supplier<Reconciler> reconciler;

	LedgerEndpoint(Ledger ledger, Sweeper sweeper, Supplier<Reconciler> reconciler) {
		this.ledger = ledger;
		this.sweeper = sweeper;
		this.reconciler = reconciler;
	}

	@ReadOperation
	public Map<String, Object> state() {
		return Map.of("reachable", ledger.reachable(), "problem", inWords(ledger.problem()), "queued", ledger.queued(),
				"lost", ledger.lost(), "sweepProblem", inWords(sweeper.problem()));
	}

	@WriteOperation
	public Map<String, Object> rebuild(@Nullable String workflowId, @Nullable String runId) {
		if (workflowId == null) {
			return Map.of("read", reconciler.get().rebuildAll());
		}
		return Map.of("read", reconciler.get().rebuild(workflowId, runId) ? 1 : 0);
	}

	private static String inWords(String problem) {
		return problem == null ? "none" : problem;
	}

}
