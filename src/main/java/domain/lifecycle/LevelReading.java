package domain.lifecycle;

import domain.profile.ServiceLevel;
import java.util.Locale;

/**
 * A service level as it was measured.
 *
 * @param level name, limits and unit
 * @param standing what came of it
 * @param value the value; null when there is none
 * @param words why there is no value; null when there is one
 */
public record LevelReading(ServiceLevel level, Standing standing, Double value, String words) {

	/** What came of a measurement. */
	public enum Standing {

		/** Within its limits. */
		MET,
		/** Beyond one of its limits. */
		MISSED,
		/** The source answers and has nothing: no traffic, or no such series. */
		NO_DATA,
		/** The source does not answer. */
		SOURCE_DOWN

	}

	/** Judges a value by the limits of its level. */
	public static LevelReading of(ServiceLevel level, double value) {
		boolean low = level.atLeast() != null && value < level.atLeast();
		boolean high = level.atMost() != null && value > level.atMost();
		return new LevelReading(level, low || high ? Standing.MISSED : Standing.MET, value, null);
	}

	/**
	 * Whether this is worse than an earlier reading by more than the tolerance, as a
	 * share of the earlier value. What cannot be measured is not worse.
	 */
	public boolean worseThan(LevelReading earlier, double tolerance) {
		if (standing == Standing.MISSED && earlier.standing() == Standing.MET) {
			return true;
		}
		if (value == null || earlier.value() == null) {
			return false;
		}
		double margin = Math.abs(earlier.value()) * tolerance;
		boolean missed = standing == Standing.MISSED;
		return missed && (level.atMost() != null && value > earlier.value() + margin
				|| level.atLeast() != null && value < earlier.value() - margin);
	}

	/** For people: "error-rate 0.3 % (at most 0.5)". */
	public String inWords() {
		String unit = level.unit() == null ? "" : " " + level.unit();
		String limit = level.atMost() != null ? "<= " + level.atMost() : ">= " + level.atLeast();
		String measured = value == null ? words : String.format(Locale.ROOT, "%.4g%s", value, unit);
		return level.name() + ": " + measured + " (" + limit + ")";
	}

}
