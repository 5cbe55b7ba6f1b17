package monitors;

import domain.window.SilenceRequest;
import java.time.Instant;

/**
 * Silences at a source of alerts. All methods throw
 * {@link domain.failure.PermanentFailure} when a filter is refused and
 * {@link domain.failure.TransientFailure} when the source cannot be asked.
 */
public interface SilenceKeeper {

	/**
	 * There is exactly one silence of the run, with these filters and this end; none when
	 * the end is over. It lasts as long as the request says at this moment, by the
	 * source's own clock.
	 * @param now what the clock says by which the request's end is meant
	 * @return whether there was none before
	 */
	boolean keep(SilenceRequest request, Instant now);

	/**
	 * There is no silence of the run.
	 * @return how many there were
	 */
	int end(SilenceRequest request);

}
