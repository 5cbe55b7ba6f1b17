package domain.maintenance;

import domain.lifecycle.Workload;
import domain.profile.CleanUp;
import domain.profile.StoreProfile;
import domain.profile.TargetProfile;
import domain.run.Run;
import java.time.Instant;

/**
 * Something to be removed.
 *
 * @param run the run it belongs to
 * @param asked what, and within which bounds
 * @param place cluster or host where it is; null for rows
 * @param workload in whose pods it is; null elsewhere
 * @param store store whose rows they are; null elsewhere
 * @param before what is older than this moment; worked out once, so that every attempt
 * means the same
 * @param previewed how many there were when they were counted and shown; all attempts
 * together remove no more than the cap of these. Null while they are counted
 */
public record CleanUpRequest(Run run, CleanUp asked, TargetProfile place, Workload workload, StoreProfile store,
		Instant before, Long previewed) {

	/** The same, once it was counted. */
	public CleanUpRequest after(long counted) {
		return new CleanUpRequest(run, asked, place, workload, store, before, counted);
	}

	/**
	 * How many of those that are there now may be removed, whatever was removed before.
	 */
	public int allowed(long there) {
		long kept = previewed == null ? 0 : Math.max(0, previewed - asked.most());
		return Math.clamp(there - kept, 0, asked.most());
	}

}
