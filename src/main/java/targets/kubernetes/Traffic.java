package targets.kubernetes;

import domain.release.Weights;
import domain.run.Change;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;

/** One way of dividing traffic between the stable workload and the canary. */
interface Traffic {

	/** Proves that the traffic can be divided; changes nothing. */
	void inspect(Deployment stable);

	/** Prepares the division; the canary gets nothing yet. */
	List<Change> open(Deployment stable);

	Weights provideCapacity(int weight, Runnable alive);

	Weights shift(int weight, Runnable alive);

	Weights withdraw(Runnable alive);

	Weights returnToStable(Runnable alive);

	/** Puts everything back as it was found. */
	List<Change> close();

	/** How it stands when this share should be in force. */
	Reading read(int weight, Deployment stable, Deployment canary);

	/**
	 * How the traffic is divided.
	 *
	 * @param weight the canary's share in percent
	 * @param intact whether every place divides by that share
	 * @param changedBy who other than Holdfast changed the route last; null when unknown
	 */
	record Reading(int weight, boolean intact, Writers.Write changedBy) {

	}

}
