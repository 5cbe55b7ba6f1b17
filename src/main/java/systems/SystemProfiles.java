package systems;

import domain.profile.SystemProfile;
import java.util.List;

/**
 * The systems that Holdfast operates. Files are read anew at every call: an edit is used
 * by the next run, runs under way keep what they began with.
 */
public interface SystemProfiles {

	/**
	 * The profile of a system.
	 * @throws domain.failure.PermanentFailure kind {@code INVALID_INPUT} when there is no
	 * such system (the message lists those there are), kind {@code PROFILE} when its file
	 * has problems (the message lists them)
	 */
	SystemProfile find(String system);

	/** The names of all systems whose files have no problem, sorted. */
	List<String> names();

	/** Everything that can be read at this moment, and what cannot. */
	Snapshot all();

	/**
	 * All files at one moment.
	 *
	 * @param systems the profiles without problems
	 * @param broken names of the files that have problems: which systems they hold cannot
	 * be relied on
	 */
	record Snapshot(List<SystemProfile> systems, List<String> broken) {

	}

}
