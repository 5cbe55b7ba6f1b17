package workflows.response;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import domain.run.Mode;
import domain.run.Outcome;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.Map;

/**
 * Collects what helps to understand a system into one archive with a table of contents
 * (runbooks B 3.2, C "Logs and Debugging", D 3.5 and 5.4), or asks one of the profile's
 * named queries (C "Database Operations" and "Debug Temporal Workflows", D 3.6 and 3.7, E
 * slow queries). Secrets are masked before anything is kept.
 *
 * <p>
 * It changes nothing in the system: it takes no lock, runs in a freeze as well, and has
 * nothing to undo. What cannot be had is listed in the archive; it is no failure of the
 * run.
 */
@WorkflowInterface
public interface Diagnostics {

	/** Collects or asks; the outcome says where the result is kept. */
	@WorkflowMethod
	Outcome diagnose(Request request);

	/**
	 * What an operator types.
	 *
	 * @param system name of the system
	 * @param component this component only; absent: all of them
	 * @param correlationId only lines of logs that hold this text
	 * @param level only lines of logs of this level and above: {@code trace},
	 * {@code debug}, {@code info}, {@code warn}, {@code error} or {@code fatal}
	 * @param since only lines of logs of this span before now, for example {@code PT1H}
	 * @param query name of a query of the profile, asked instead of making an archive
	 * @param parameters values for the query's parameters
	 * @param reason why
	 * @param requestedBy who asks for it
	 * @param mode {@code execute}, or {@code plan}: says what would be collected or asked
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Request(String system, String component, String correlationId, String level, Duration since, String query,
			Map<String, Object> parameters, String reason, String requestedBy, Mode mode) {

	}

}
