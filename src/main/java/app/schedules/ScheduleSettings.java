package app.schedules;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Temporal's schedules are kept.
 *
 * @param enabled false leaves Temporal's schedules as they are
 * @param every how often profiles and Temporal are compared
 * @param watchEvery how often each system's expected and actual runs are compared, where
 * its profile schedules no ScheduleWatch of its own
 */
@ConfigurationProperties("holdfast.schedules")
record ScheduleSettings(@DefaultValue("true") boolean enabled, @DefaultValue("60s") Duration every,
		@DefaultValue("5m") Duration watchEvery) {

}
