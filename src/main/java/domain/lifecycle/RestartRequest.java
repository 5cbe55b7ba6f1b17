package domain.lifecycle;

import domain.run.Run;

/**
 * Starting every instance of a workload anew, once.
 *
 * @param run the run it belongs to
 * @param workload the workload
 * @param incarnation the incarnation that is to end: one that has ended already is not
 * ended again
 * @param afresh whether instances are made anew, so that they read what they are made
 * from: a container keeps the environment that it was made with
 */
public record RestartRequest(Run run, Workload workload, String incarnation, boolean afresh) {

	public RestartRequest(Run run, Workload workload, String incarnation) {
		this(run, workload, incarnation, false);
	}

}
