package domain.profile;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * A time in which nothing may be changed, once or every week, in the system's time zone.
 * Start included, end excluded.
 *
 * @param name name people know it by
 * @param reason why
 * @param from first moment of a single freeze
 * @param to end of a single freeze
 * @param weekdays days on which a weekly freeze starts
 * @param start time of day at which a weekly freeze starts
 * @param lasting how long a weekly freeze lasts
 */
public record Freeze(@Required String name, @Required String reason, LocalDateTime from, LocalDateTime to,
		List<DayOfWeek> weekdays, LocalTime start, Duration lasting) {

	public Freeze {
		weekdays = SystemProfile.listOf(weekdays);
	}

	/** Whether the freeze is on at a moment. */
	public boolean covers(Instant moment, ZoneId zone) {
		ZonedDateTime local = moment.atZone(zone);
		return coversOnce(local, zone) || coversWeekly(local, zone);
	}

	private boolean coversOnce(ZonedDateTime local, ZoneId zone) {
		return from != null && to != null && !local.isBefore(from.atZone(zone)) && local.isBefore(to.atZone(zone));
	}

	private boolean coversWeekly(ZonedDateTime local, ZoneId zone) {
		if (weekdays.isEmpty() || start == null || lasting == null) {
			return false;
		}
		for (long back = 0; back <= lasting.toDays() + 1; back++) {
			ZonedDateTime began = local.toLocalDate().minusDays(back).atTime(start).atZone(zone);
			if (weekdays.contains(began.getDayOfWeek()) && !local.isBefore(began)
					&& local.isBefore(began.plus(lasting))) {
				return true;
			}
		}
		return false;
	}

}
