package activities;

import domain.schedule.RunsRequest;
import domain.schedule.ScheduleSight;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** Looks at Temporal's own schedules and at what they started. */
@ActivityInterface
public interface Schedules {

	/**
	 * Holds the times at which each schedule should have started a run since the look
	 * before against the runs that there are. A schedule that is or was paused, or was
	 * changed meanwhile, is judged from then on.
	 */
	List<ScheduleSight> compareRuns(RunsRequest request);

}
