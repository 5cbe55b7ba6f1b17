package probes;

import domain.probe.Finding;
import domain.probe.Surroundings;
import domain.profile.Probe;

/** Asks the questions of one kind. */
public interface Prober {

	/** The kind that it asks. */
	Probe.Kind kind();

	/**
	 * Asks, and takes no longer than the probe allows; interrupted when that time is
	 * over. Changes nothing where it asks, and keeps no connection: that it can be made
	 * is part of the answer.
	 * @param around what the probe refers to
	 * @throws domain.failure.PermanentFailure when it cannot be asked, and
	 * @throws domain.failure.TransientFailure likewise: that is no answer
	 * @throws Exception when the answer is that it fails
	 */
	Finding ask(Probe probe, Surroundings around) throws Exception;

}
