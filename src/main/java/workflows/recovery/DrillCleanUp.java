package workflows.recovery;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import domain.run.Mode;
import domain.run.Outcome;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Removes what drills have left behind: places marked as a drill's whose time is over. A
 * drill removes its own whatever happens; this is for a run that was terminated, or that
 * could not reach its server any more. Every other place stays: what is in use, restored
 * data, safety copies, places without a mark and those of drills that may still go on. At
 * the place that takes over ({@code recovery.site}) what a recovery restored or put aside
 * goes as well when its own time is over.
 */
@WorkflowInterface
public interface DrillCleanUp {

	/** Removes them; the outcome says which. */
	@WorkflowMethod
	Outcome cleanUp(Request request);

	/**
	 * What an operator types.
	 *
	 * @param system name of the system
	 * @param store name of one store under the profile's {@code recovery}; all when
	 * absent
	 * @param reason why
	 * @param requestedBy who asks for it
	 * @param mode {@code execute} or {@code plan}; execute when absent. A plan says what
	 * would be removed
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Request(String system, String store, String reason, String requestedBy, Mode mode) {

	}

}
