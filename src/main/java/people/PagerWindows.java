package people;

import domain.window.PagerRequest;

/**
 * Maintenance windows where people on call are paged. All methods throw
 * {@link domain.failure.PermanentFailure} when it is not set up or refuses and
 * {@link domain.failure.TransientFailure} when it cannot be asked.
 */
public interface PagerWindows {

	/**
	 * There is exactly one window of the run, with this end.
	 * @return whether there was none before
	 */
	boolean keep(PagerRequest request);

	/**
	 * There is no window of the run that lasts or will.
	 * @return how many there were
	 */
	int end(PagerRequest request);

}
