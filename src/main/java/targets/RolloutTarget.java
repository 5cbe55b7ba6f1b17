package targets;

import domain.profile.TargetProfile;
import domain.release.Changes;
import domain.release.Revision;
import domain.release.RollbackRequest;
import domain.release.RolloutRequest;
import domain.release.Stable;
import domain.release.WeightRequest;
import domain.release.Weights;
import java.util.List;

/**
 * A kind of place where versions of a workload can be brought up side by side. The
 * meaning of every step is that of {@code activities.Rollouts}. Steps that wait call
 * {@code alive} at least every few seconds; when it throws, the step ends with what it
 * threw.
 */
public interface RolloutTarget {

	/** The kind of target that this is for. */
	TargetProfile.Kind kind();

	Stable inspectRollout(RolloutRequest request);

	Changes createCanary(RolloutRequest request, Runnable alive);

	Weights provideCapacity(WeightRequest request, Runnable alive);

	Weights shiftTraffic(WeightRequest request, Runnable alive);

	Weights withdrawTraffic(RolloutRequest request, Runnable alive);

	Changes promoteStable(RolloutRequest request, Runnable alive);

	Changes restoreStable(RolloutRequest request, Runnable alive);

	Weights returnTraffic(RolloutRequest request, Runnable alive);

	Changes removeCanary(RolloutRequest request, Runnable alive);

	/** Logs (previous too), events and pod states of the canary as one text. */
	String collectDiagnostics(RolloutRequest request, Runnable alive);

	List<Revision> rolloutHistory(RolloutRequest request);

	Changes rollBack(RollbackRequest request, Runnable alive);

}
