package app.schedules;

import app.Converters;
import domain.profile.Schedule;
import domain.profile.ScheduleCalendar;
import domain.profile.SystemProfile;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import systems.SystemProfiles.Snapshot;

/** Systems that have nothing but schedules. */
final class TestSystems {

	private TestSystems() {
	}

	static SystemProfile system(String name, Schedule... schedules) {
		SystemProfile bare = Converters.mapper()
			.convertValue(Map.of("name", name, "title", "The " + name, "language", "en", "timeZone", "Europe/Lisbon"),
					SystemProfile.class);
		return Stream.of(schedules).reduce(bare, SystemProfile::withSchedule, (one, other) -> other);
	}

	static Snapshot snapshot(SystemProfile... systems) {
		return new Snapshot(List.of(systems), List.of());
	}

	static Schedule firstSaturday(String name, String procedure) {
		ScheduleCalendar calendar = new ScheduleCalendar(List.of(LocalTime.of(4, 0), LocalTime.of(22, 30)),
				List.of(DayOfWeek.SATURDAY), ScheduleCalendar.Week.FIRST, null, null);
		return new Schedule(name, procedure, null, calendar, null, Map.of(), null, null, null, null);
	}

	static Schedule launcher(String name, String procedure, Map<String, Object> input) {
		return new Schedule(name, procedure, null, null, null, input, null, null, null, true);
	}

	static Schedule disabled(Schedule schedule, boolean disabled) {
		return new Schedule(schedule.name(), schedule.procedure(), schedule.every(), schedule.calendar(),
				schedule.timeZone(), schedule.input(), schedule.catchUp(), schedule.jitter(), !disabled,
				schedule.launcher());
	}

}
