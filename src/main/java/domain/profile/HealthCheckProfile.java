package domain.profile;

/**
 * When a change of a probe's state counts, so that one bad answer wakes nobody.
 *
 * @param failedAfter answers in a row that are not healthy before people are told; 2 when
 * absent
 * @param healthyAfter healthy answers in a row before people are told that it is over; 2
 * when absent
 */
public record HealthCheckProfile(Integer failedAfter, Integer healthyAfter) {

	public HealthCheckProfile {
		failedAfter = failedAfter == null ? 2 : failedAfter;
		healthyAfter = healthyAfter == null ? 2 : healthyAfter;
	}

}
