package activities;

import domain.release.Changes;
import domain.window.PagerRequest;
import domain.window.SilenceRequest;
import io.temporal.activity.ActivityInterface;

/**
 * Keeps alerting quiet while somebody works on a system. What a run has set up is found
 * again by its run id, never set up twice, and ends by itself when nobody renews it.
 */
@ActivityInterface
public interface Silences {

	/**
	 * Sets up the run's silence, or moves its end; one that ended is set up anew. Answers
	 * with the change when there was none.
	 */
	Changes keepSilence(SilenceRequest request);

	/** Ends every silence of the run and reads back that none is left. */
	Changes endSilence(SilenceRequest request);

	/**
	 * Enters the run's window, or moves its end.
	 * @throws domain.failure.PermanentFailure {@code PROFILE} when PagerDuty is not set
	 * up or refuses
	 */
	Changes keepPagerWindow(PagerRequest request);

	/** Ends the run's window; nothing happens when there is none. */
	Changes endPagerWindow(PagerRequest request);

}
