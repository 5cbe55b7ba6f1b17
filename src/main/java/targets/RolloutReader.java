package targets;

import domain.release.RolloutState;
import domain.release.WeightRequest;

/** Reads how a rollout stands, cheaply enough to be asked every second. */
public interface RolloutReader {

	/**
	 * Reads the rollout's state, from the server and never from a copy.
	 * @param request the rollout and the canary's share that should be in force
	 * @throws domain.failure.TransientFailure when the cluster does not answer
	 * @throws domain.failure.PermanentFailure {@code NOT_FOUND} when the stable workload
	 * or the route is gone, {@code FORBIDDEN}
	 */
	RolloutState readState(WeightRequest request);

}
