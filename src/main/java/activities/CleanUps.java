package activities;

import domain.maintenance.CleanUpRequest;
import domain.maintenance.Leftovers;
import domain.release.Changes;
import io.temporal.activity.ActivityInterface;

/** Removes what is no longer needed. */
@ActivityInterface
public interface CleanUps {

	/** Counts it; changes nothing. */
	Leftovers findLeftovers(CleanUpRequest request);

	/**
	 * Removes it, oldest first where there is an order, at most the request's cap; what
	 * an attempt that died has removed counts. In plan mode says what.
	 */
	Changes removeLeftovers(CleanUpRequest request);

}
