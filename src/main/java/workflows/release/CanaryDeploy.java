package workflows.release;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import domain.profile.Stage;
import domain.run.Mode;
import domain.run.Outcome;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/**
 * Brings a new version out to a growing share of traffic, watched at every share, and
 * takes it back by itself when it is bad (runbook D 3.2; the way back: 3.3 and 10.5).
 *
 * <p>
 * The point of no return is the smoke test after the promotion. Before it, whatever goes
 * wrong is undone: traffic back to the stable side first and read back, then the rest.
 * After it, only the canary's left-overs are removed; going back is a {@code Rollback}.
 * While the stable side takes the new version the canary carries the traffic, so an undo
 * then first gives the stable side its old version and only then moves the traffic.
 */
@WorkflowInterface
public interface CanaryDeploy {

	/**
	 * Deploys a version.
	 * @return how it ended: completed, rejected by a person, or a plan. A release that
	 * was undone fails the workflow, and the failure says what was undone.
	 */
	@WorkflowMethod
	Outcome deploy(Request request);

	/**
	 * What an operator types.
	 *
	 * @param system name of the system
	 * @param component name of the component; may be absent when the system has one
	 * component with a canary
	 * @param version the version to release: the image's tag
	 * @param stages growing shares of traffic; the profile's when absent
	 * @param checklist ids of the checklist's items that the requester attests
	 * @param reason why, for those who read it later
	 * @param requestedBy who asks for it
	 * @param mode {@code execute} or {@code plan}; execute when absent
	 * @param freezeOverride why a freeze should not stop it; a second person must approve
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Request(String system, String component, String version, List<Stage> stages, List<String> checklist,
			String reason, String requestedBy, Mode mode, String freezeOverride) {

		public Request {
			checklist = checklist == null ? List.of() : List.copyOf(checklist);
		}

		/** The usual request: profile's stages, no plan. */
		public static Request of(String system, String component, String version) {
			return new Request(system, component, version, null, null, null, null, null, null);
		}

	}

}
