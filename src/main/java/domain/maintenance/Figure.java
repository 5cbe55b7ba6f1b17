package domain.maintenance;

import domain.probe.Judgement;
import java.math.BigDecimal;
import java.util.stream.Stream;

/**
 * Something that a task measured.
 *
 * @param name what was measured
 * @param value the value; null when it could not be measured
 * @param unit unit of the value, may be empty
 * @param atMost highest good value; null without one
 * @param atLeast lowest good value; null without one
 * @param good whether it is within its limits; false when it could not be measured
 * @param words what was seen, for people; may be null
 * @param unmeasured whether nothing measures it, so that good says nothing
 */
public record Figure(String name, Double value, String unit, Double atMost, Double atLeast, boolean good, String words,
		boolean unmeasured) {

	public Figure {
		unit = unit == null ? "" : unit;
	}

	/** One that was measured, or should have been. */
	public Figure(String name, Double value, String unit, Double atMost, Double atLeast, boolean good, String words) {
		this(name, value, unit, atMost, atLeast, good, words, false);
	}

	/** For people: "cpu: 83 % (≤ 80)". */
	public String inWords() {
		String measured = value == null ? words : measured() + (unit.isEmpty() ? "" : " " + unit);
		return name + ": " + measured + limits();
	}

	/** Not rounded to a limit that it is beyond. */
	private String measured() {
		String rounded = Judgement.number(value);
		boolean confusing = Stream.of(atMost, atLeast)
			.anyMatch(limit -> limit != null && !limit.equals(value) && Judgement.number(limit).equals(rounded));
		return confusing ? BigDecimal.valueOf(value).toPlainString() : rounded;
	}

	private String limits() {
		// Where nothing was measured the limit says what it is about.
		String of = value != null || unit.isEmpty() ? "" : " " + unit;
		if (atLeast == null) {
			return atMost == null ? "" : " (≤ " + Judgement.number(atMost) + of + ")";
		}
		return " (≥ " + Judgement.number(atLeast) + (atMost == null ? "" : ", ≤ " + Judgement.number(atMost)) + of
				+ ")";
	}

}
