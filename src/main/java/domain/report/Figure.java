package domain.report;

import java.time.Duration;

/**
 * Something that was measured.
 *
 * @param name its name in trends, for example {@code rto}
 * @param title its name for people
 * @param value the value measured; null when there is no evidence: never a pass
 * @param unit {@code s} is shown as a length of time; other units as they are
 * @param limit what the value must keep; null when nobody set any
 * @param atLeast whether the value must not be below the limit; else not above
 * @param evidence where the value comes from, in words; why there is none, when absent
 */
public record Figure(String name, String title, Double value, String unit, Double limit, boolean atLeast,
		String evidence) {

	/** Unit of lengths of time. */
	public static final String SECONDS = "s";

	private static final double MILLISECONDS = 1000.0;

	/** A length of time that may not be longer than the limit; each may be null. */
	public static Figure atMost(String name, String title, Duration value, Duration limit, String evidence) {
		return new Figure(name, title, seconds(value), SECONDS, seconds(limit), false, evidence);
	}

	private static Double seconds(Duration length) {
		return length == null ? null : length.toMillis() / MILLISECONDS;
	}

	/** Measured, and beyond its limit. */
	public boolean missed() {
		return value != null && limit != null && (atLeast ? value < limit : value > limit);
	}

	/** Something must be kept, and nothing shows that it was. */
	public boolean unproven() {
		return value == null && limit != null;
	}

}
