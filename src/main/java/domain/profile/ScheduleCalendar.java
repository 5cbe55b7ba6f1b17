package domain.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.util.List;

/**
 * Times of day on certain days; a day must fit everything that is given.
 *
 * @param at times of day
 * @param weekdays days of the week; all when absent
 * @param week which of these weekdays in the month, for example the first Saturday; every
 * one when absent
 * @param days days of the month, from 1; all when absent
 * @param months months; all when absent
 */
public record ScheduleCalendar(@Required List<LocalTime> at, List<DayOfWeek> weekdays, Week week, List<Integer> days,
		List<Month> months) {

	private static final int DAYS_OF_A_WEEK = 7;

	public ScheduleCalendar {
		at = SystemProfile.listOf(at);
		weekdays = SystemProfile.listOf(weekdays);
		days = SystemProfile.listOf(days);
		months = SystemProfile.listOf(months);
	}

	/** Which one of a month's Saturdays, say. */
	public enum Week {

		/** Days 1 to 7. */
		@JsonProperty("first")
		FIRST,
		/** Days 8 to 14. */
		@JsonProperty("second")
		SECOND,
		/** Days 15 to 21. */
		@JsonProperty("third")
		THIRD,
		/** Days 22 to 28. */
		@JsonProperty("fourth")
		FOURTH;

		/** The first day of the month on which it may fall. */
		public int firstDay() {
			return ordinal() * DAYS_OF_A_WEEK + 1;
		}

		/** The last day of the month on which it may fall. */
		public int lastDay() {
			return (ordinal() + 1) * DAYS_OF_A_WEEK;
		}

	}

}
