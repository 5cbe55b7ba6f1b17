package domain.schedule;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * What was seen of one schedule: its expected times since the look before, and what
 * became of them.
 *
 * @param schedule name in the profile
 * @param procedure what it starts
 * @param state whether Temporal starts it
 * @param note the note beside a pause, as Temporal shows it
 * @param judgedUntil times up to this one are judged; the next look goes on from here
 * @param expected how many times were expected
 * @param missed how many of them have no run
 * @param missedTimes the first of these
 * @param skipped how many times passed because the run before was still going
 * @param blocker a run that still goes on and makes times pass, or null
 * @param tooLate how many runs Temporal itself has given up in the schedule's life
 * because the catch-up window was over
 * @param next the next expected time, or null
 */
public record ScheduleSight(String schedule, String procedure, State state, String note, Instant judgedUntil,
		int expected, int missed, List<Instant> missedTimes, int skipped, String blocker, long tooLate, Instant next) {

	public ScheduleSight {
		missedTimes = missedTimes == null ? List.of() : List.copyOf(missedTimes);
	}

	/** A schedule that starts nothing at the moment. */
	public static ScheduleSight idle(String schedule, String procedure, State state, String note, Instant judgedUntil) {
		return new ScheduleSight(schedule, procedure, state, note, judgedUntil, 0, 0, null, 0, null, 0, null);
	}

	/** Whether Temporal starts it. */
	public enum State {

		/** It starts runs. */
		@JsonProperty("active")
		ACTIVE,
		/** Somebody paused it, or the profile has switched it off. */
		@JsonProperty("paused")
		PAUSED,
		/** Temporal has no such schedule (yet). */
		@JsonProperty("absent")
		ABSENT

	}

}
