package targets;

import domain.profile.TargetProfile;
import java.time.Duration;
import java.util.List;

/** Commands that look at a host and change nothing there. */
public interface HostCommands {

	/**
	 * Runs a program with its arguments, which no shell reads.
	 * @param within how long it may take
	 * @throws domain.failure.TransientFailure when the host cannot be reached
	 * @throws domain.failure.PermanentFailure when it shows another key than the pinned
	 * one, refuses ours, or the profile lacks what is needed to reach it
	 */
	Said run(TargetProfile host, List<String> arguments, Duration within);

	/**
	 * What a program said.
	 *
	 * @param exitCode its exit code
	 * @param output what it wrote
	 * @param errors what it wrote on its standard error
	 */
	record Said(int exitCode, String output, String errors) {

	}

}
