package domain.profile;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * When Temporal starts a procedure of the system by itself; or, as a launcher, one that a
 * person starts with input that was checked.
 *
 * @param name name of the schedule; Temporal knows it as holdfast/system/name
 * @param procedure the procedure: the workflow type that the Temporal UI shows
 * @param every start it every so often, counted from 1970-01-01T00:00Z; instead of a
 * calendar
 * @param calendar start it at times of day on certain days; instead of every
 * @param timeZone IANA zone of the calendar; the system's when absent. Temporal counts in
 * it, daylight saving included
 * @param input what the procedure is given; the system's name is added
 * @param catchUp how late a run may begin after an outage; later it is missed. When
 * absent: the time between two runs, from PT10S up to PT10M
 * @param jitter each run begins up to so much later, to spread load; none when absent
 * @param enabled false keeps the schedule paused; true when absent
 * @param launcher true for one without times: it starts nothing by itself and waits for a
 * person's Trigger in the Temporal UI; false when absent
 */
public record Schedule(@Required String name, @Required String procedure, Duration every, ScheduleCalendar calendar,
		String timeZone, Map<String, Object> input, Duration catchUp, Duration jitter, Boolean enabled,
		Boolean launcher) {

	/** What every schedule that Holdfast keeps begins with. */
	public static final String PREFIX = "holdfast/";

	private static final Duration LONGEST_CATCH_UP = Duration.ofMinutes(10);

	/** Temporal knows no shorter one. */
	private static final Duration SHORTEST_CATCH_UP = Duration.ofSeconds(10);

	public Schedule {
		// Sorted: the same input is the same text everywhere.
		input = input == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(input));
		enabled = enabled == null || enabled;
		launcher = launcher != null && launcher;
		catchUp = catchUp == null ? usualCatchUp(every) : catchUp;
	}

	/** A schedule at a fixed interval, with the usual rest. */
	public static Schedule every(String name, String procedure, Duration every, Map<String, Object> input) {
		return new Schedule(name, procedure, every, null, null, input, null, null, null, null);
	}

	private static Duration usualCatchUp(Duration every) {
		if (every == null || every.compareTo(LONGEST_CATCH_UP) > 0) {
			return LONGEST_CATCH_UP;
		}
		return every.compareTo(SHORTEST_CATCH_UP) < 0 ? SHORTEST_CATCH_UP : every;
	}

	/** The name by which Temporal knows it. */
	public String id(String system) {
		return PREFIX + system + "/" + name;
	}

	/** The component that its runs are about, or null for the whole system. */
	public String component() {
		return input.get("component") instanceof String component ? component : null;
	}

}
