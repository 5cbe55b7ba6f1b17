package domain.profile;

import java.time.Duration;

/**
 * A share of traffic and how long the canary is watched at it.
 *
 * @param weight share of traffic in percent, 1 to 100
 * @param dwell shortest time at this weight
 * @param maximumDwell longest time without a verdict before a person is asked; four times
 * the dwell and at least ten minutes when absent
 * @param pollPeriod time between two looks, the canary's when absent
 * @param gate whether a person approves the way on; true when absent, except after 100
 * percent, where the promotion is approved
 */
public record Stage(@Required int weight, @Required Duration dwell, Duration maximumDwell, Duration pollPeriod,
		Boolean gate) {

	public static Stage of(int weight, Duration dwell) {
		return new Stage(weight, dwell, null, null, null);
	}

	/** The longest time without a verdict, with its default filled in. */
	public Duration longest() {
		if (maximumDwell != null) {
			return maximumDwell;
		}
		Duration fourTimes = dwell.multipliedBy(4);
		Duration tenMinutes = Duration.ofMinutes(10);
		return fourTimes.compareTo(tenMinutes) > 0 ? fourTimes : tenMinutes;
	}

	/** Whether a person approves the way on. */
	public boolean gated() {
		return gate == null || gate;
	}

}
