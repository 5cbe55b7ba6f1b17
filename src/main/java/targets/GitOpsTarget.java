package targets;

import domain.profile.TargetProfile;
import domain.release.Changes;
import domain.run.Run;

/**
 * A place whose objects are kept by GitOps tools. Steps pause them where the profile says
 * so ({@code gitOps: pause}); the end of the run gives them back.
 */
public interface GitOpsTarget {

	/**
	 * Gives back every synchronisation that the run has paused for the place, and no
	 * other; nothing happens when there is none.
	 */
	Changes giveBack(Run run, TargetProfile place);

}
