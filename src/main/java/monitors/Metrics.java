package monitors;

import domain.check.Reading;
import domain.profile.MonitoringProfile;
import java.time.Duration;
import java.time.Instant;

/**
 * A source of measured values. Never throws for what the source says or fails to say:
 * that is an answer.
 */
public interface Metrics {

	/**
	 * The value now. More than one series is {@link Reading.Refused}.
	 * @param timeout longest time to the answer
	 */
	Reading value(MonitoringProfile source, String query, Duration timeout);

	/**
	 * The values over a span, both ends included; what is not a number is left out.
	 * @param step time between two values, at least a second
	 * @param timeout longest time to the answer
	 */
	Reading samples(MonitoringProfile source, String query, Instant from, Instant to, Duration step, Duration timeout);

}
