package workflows.steps;

import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** Lets time pass, with a name that the timeline of the Temporal UI shows. */
public final class Pause {

	private Pause() {
	}

	/**
	 * Waits.
	 * @param why the timer's summary
	 */
	public static void lasting(Duration time, String why) {
		Workflow.newTimer(time, TimerOptions.newBuilder().setSummary(why).build()).get();
	}

}
