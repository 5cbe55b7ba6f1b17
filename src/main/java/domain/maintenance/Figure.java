package domain.maintenance;

import domain.probe.Judgement;

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
		String measured = value == null ? words : Judgement.number(value) + (unit.isEmpty() ? "" : " " + unit);
		return name + ": " + measured + limits();
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
