package domain.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/**
 * What a version is judged by: a PromQL query with a limit, alone or against the stable
 * side in the same window.
 *
 * <p>
 * Queries may name <code>{{workload}}</code>, <code>{{version}}</code>,
 * <code>{{namespace}}</code>, <code>{{container}}</code> and <code>{{window}}</code>;
 * they are filled with the canary's values, and for a comparison a second time with the
 * stable side's.
 *
 * @param name name of the check, unique in its list
 * @param kind how the answer is judged; {@code limit} when absent
 * @param query PromQL of the value; for {@code counts} the number of errors in the window
 * @param requests PromQL of the number of requests (or events) in the window: tells "no
 * traffic" from "no data"; for {@code counts} also the denominator
 * @param minimumRequests fewest requests in the window that a verdict may rest on; 1 when
 * absent
 * @param atMost highest good value
 * @param atLeast lowest good value
 * @param unit unit of the value as people read it: {@code %}, {@code s}
 * @param window the window that <code>{{window}}</code> is filled with; 1 minute when
 * absent
 * @param tolerance for comparisons: how much worse than the stable side is still good, as
 * a ratio (0.1 = 10 percent)
 * @param confidence for {@code distribution} and {@code counts}: how sure the judge must
 * be to call it worse; 0.98 when absent
 * @param minimumSamples for {@code distribution}: fewest samples on each side; for others
 * the fewest passing looks in a stage; defaults 10 and 1
 */
public record Check(@Required String name, Kind kind, @Required String query, String requests, Double minimumRequests,
		Double atMost, Double atLeast, String unit, Duration window, Double tolerance, Double confidence,
		Integer minimumSamples) {

	public Check {
		kind = kind == null ? Kind.LIMIT : kind;
		minimumRequests = minimumRequests == null ? 1.0 : minimumRequests;
		unit = unit == null ? "" : unit;
		window = window == null ? Duration.ofMinutes(1) : window;
		tolerance = tolerance == null ? 0.25 : tolerance;
		confidence = confidence == null ? 0.98 : confidence;
		minimumSamples = minimumSamples == null ? (kind == Kind.DISTRIBUTION ? 10 : 1) : minimumSamples;
	}

	/** How an answer is judged. */
	public enum Kind {

		/** The canary's value against {@code atMost} and {@code atLeast}. */
		@JsonProperty("limit")
		LIMIT,
		/**
		 * The canary's value against the stable side's in the same window, with a
		 * relative tolerance.
		 */
		@JsonProperty("baseline")
		BASELINE,
		/** The canary's samples against the stable side's: rank test (Mann-Whitney). */
		@JsonProperty("distribution")
		DISTRIBUTION,
		/** Errors over requests on both sides: exact test. */
		@JsonProperty("counts")
		COUNTS

	}

}
