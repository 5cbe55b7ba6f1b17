package systems;

import domain.profile.ScheduleCalendar;
import java.time.Month;
import java.time.Year;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The days of a calendar exist, in every month that it names. */
final class CalendarRules {

	private static final int NO_LEAP_YEAR = 2026;

	private CalendarRules() {
	}

	static void check(Field field, ScheduleCalendar calendar, Problems problems) {
		if (calendar.at().isEmpty()) {
			problems.add(field.at("at"), "names no time of day: give at least one, as [\"08:00\"]");
		}
		if (calendar.week() != null && calendar.weekdays().isEmpty()) {
			problems.add(field.at("week"), "needs weekdays: the " + calendar.week().name().toLowerCase(Locale.ROOT)
					+ " of which weekday of the month?");
		}
		if (calendar.week() != null && !calendar.days().isEmpty()) {
			problems.add(field.at("days"), "cannot stand beside week: both choose days of the month");
		}
		for (int index = 0; index < calendar.days().size(); index++) {
			day(field.at("days").at(index), calendar.days().get(index), calendar.months(), problems);
		}
	}

	private static void day(Field field, int day, List<Month> months, Problems problems) {
		Optional<Month> without = (months.isEmpty() ? Stream.of(Month.values()) : months.stream())
			.filter(month -> day < 1 || day > month.length(Year.isLeap(NO_LEAP_YEAR)))
			.findFirst();
		without.ifPresent(month -> problems.add(field,
				"is a day that " + month.name().toLowerCase(Locale.ROOT) + " does not have: nothing would run then",
				day, "1 to " + month.length(Year.isLeap(NO_LEAP_YEAR)) + ", or other months"));
	}

}
