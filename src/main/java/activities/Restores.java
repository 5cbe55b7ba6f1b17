package activities;

import domain.backup.Findings;
import domain.backup.Places;
import domain.backup.PlacesRequest;
import domain.backup.RestoreRequest;
import domain.backup.Standing;
import domain.release.Changes;
import io.temporal.activity.ActivityInterface;

/**
 * Brings stores back from backups. Each step states the end that it wants: run twice it
 * has the effect of once. In plan mode a step returns the changes that it would make.
 */
@ActivityInterface
public interface Restores {

	/** The places of a restore of this run, by their names. */
	Places planPlaces(PlacesRequest request);

	/** How a place stands now. */
	Standing inspectPlace(RestoreRequest request);

	/** Makes the place hold the backup's data. */
	Changes restoreBackup(RestoreRequest request);

	/** Compares the place with what the backup says. */
	Findings checkRestored(RestoreRequest request);

	/**
	 * Puts the place where the application looks, and what was there aside. What came
	 * about in part only is in the answer, and the step stands still there until it is
	 * called again with that accepted.
	 */
	Changes activatePlace(RestoreRequest request);

	/** Undoes {@link #activatePlace}. */
	Changes putBackPlace(RestoreRequest request);

	/** The places that runs have made and that are still there. */
	Places listPlaces(PlacesRequest request);

	/** Removes a place that a run has made. */
	Changes dropPlace(RestoreRequest request);

}
