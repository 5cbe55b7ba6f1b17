package domain.lifecycle;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What an autoscaler may do.
 *
 * @param minimum fewest instances, 1 or more; null leaves it as it is
 * @param maximum most instances; null leaves it as it is
 * @param cpuPercent CPU use it aims at, in percent of the request; null leaves it as it
 * is
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Bounds(Integer minimum, Integer maximum, Integer cpuPercent) {

	@Override
	public String toString() {
		return (minimum == null ? "?" : minimum) + " to " + (maximum == null ? "?" : maximum)
				+ (cpuPercent == null ? "" : " at " + cpuPercent + " % CPU");
	}

}
