package people;

import domain.window.PagerRequest;
import java.time.Instant;

/**
 * Maintenance windows where people on call are paged. All methods throw
 * {@link domain.failure.PermanentFailure} when it is not set up or refuses and
 * {@link domain.failure.TransientFailure} when it cannot be asked.
 */
public interface PagerWindows {

	/**
	 * There is exactly one window of the run, with this end; none when the end is over.
	 * It lasts as long as the request says at this moment, by PagerDuty's own clock.
	 * @param now what the clock says by which the request's times are meant
	 * @return whether there was none before
	 */
	boolean keep(PagerRequest request, Instant now);

	/**
	 * There is no window of the run that lasts or will.
	 * @return how many there were
	 */
	int end(PagerRequest request);

}
