package domain.schedule;

import domain.profile.Schedule;
import domain.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which schedules to look at.
 *
 * @param run the run that asks
 * @param schedules as the profile declares them; launchers are left out
 * @param before what the look before saw; empty at the first
 * @param patience how long after its time a run may still appear
 */
public record RunsRequest(Run run, List<Schedule> schedules, List<ScheduleSight> before, Duration patience) {

	public RunsRequest {
		schedules = schedules == null ? List.of() : List.copyOf(schedules);
		before = before == null ? List.of() : List.copyOf(before);
	}

	/** What the look before saw of a schedule. */
	public Optional<ScheduleSight> before(String schedule) {
		return before.stream().filter(sight -> sight.schedule().equals(schedule)).findFirst();
	}

}
