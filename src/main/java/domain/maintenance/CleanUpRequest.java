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
 */
public record CleanUpRequest(Run run, CleanUp asked, TargetProfile place, Workload workload, StoreProfile store,
		Instant before) {

}
