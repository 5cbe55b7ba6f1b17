package targets;

import domain.profile.TargetProfile;
import java.time.Duration;
import java.util.List;

/** Programs that look at a system from inside its cluster and change nothing there. */
public interface ClusterCommands {

	/**
	 * Runs a program in a container of one ready pod of a Deployment. What it wrote to
	 * its two outputs comes as one.
	 * @param container the container; that of the Deployment's name when null
	 * @param within how long it may take
	 * @throws domain.failure.PermanentFailure when there is no such Deployment, no ready
	 * pod of it, or we may not
	 * @throws domain.failure.TransientFailure when the cluster cannot be reached
	 */
	HostCommands.Said inPod(TargetProfile cluster, String deployment, String container, List<String> arguments,
			Duration within);

	/**
	 * Runs a program in a Job of this name, which is gone afterwards. One that is there
	 * from an attempt that died is waited for instead: the program then runs once.
	 * @throws domain.failure.PermanentFailure when somebody else's Job has the name, or
	 * we may not
	 * @throws domain.failure.TransientFailure when the cluster cannot be reached
	 * @throws InterruptedException when it is told to stop; the Job is then ended
	 */
	HostCommands.Said inJob(TargetProfile cluster, String name, String image, List<String> arguments, Duration within)
			throws InterruptedException;

}
