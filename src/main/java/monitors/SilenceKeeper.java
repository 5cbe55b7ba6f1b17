package monitors;

import domain.window.SilenceRequest;

/**
 * Silences at a source of alerts. All methods throw
 * {@link domain.failure.PermanentFailure} when a filter is refused and
 * {@link domain.failure.TransientFailure} when the source cannot be asked.
 */
public interface SilenceKeeper {

	/**
	 * There is exactly one silence of the run, with these filters and this end.
	 * @return whether there was none before
	 */
	boolean keep(SilenceRequest request);

	/**
	 * There is no silence of the run.
	 * @return how many there were
	 */
	int end(SilenceRequest request);

}
