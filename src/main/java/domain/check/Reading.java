package domain.check;

import java.util.List;

/** What a metrics source answered to one query. */
public sealed interface Reading {

	/**
	 * Numbers, never NaN nor infinite: one for a moment, several for a span.
	 *
	 * @param values at least one, in order of time
	 */
	record Numbers(List<Double> values) implements Reading {

		public Numbers {
			values = List.copyOf(values);
		}

		public static Numbers of(double value) {
			return new Numbers(List.of(value));
		}

		/** The only value, or the latest of several. */
		public double value() {
			return values.get(values.size() - 1);
		}

	}

	/**
	 * The source answered, and there is no number in the answer.
	 *
	 * @param why in words: no series, or not a number
	 */
	record Nothing(String why) implements Reading {

	}

	/**
	 * The source understood the question and refused it: the query is wrong.
	 *
	 * @param why which source, and its own words
	 */
	record Refused(String why) implements Reading {

	}

	/**
	 * The source cannot be asked.
	 *
	 * @param why which source, and what it answered
	 */
	record Down(String why) implements Reading {

	}

}
