package activities;

import domain.lifecycle.PlaceRequest;
import domain.release.Changes;
import io.temporal.activity.ActivityInterface;

/** The synchronisation of GitOps tools, which steps of a run may have paused. */
@ActivityInterface
public interface Synchronisations {

	/**
	 * Gives back what the run has paused on these places, and nothing else; a second time
	 * there is nothing left to give back.
	 */
	Changes giveSynchronisationBack(PlaceRequest request);

}
