package activities;

import domain.probe.HealthReport;
import domain.probe.HealthRequest;
import domain.probe.ProbeAnswer;
import domain.profile.Probe;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * What probes answered, as metrics. A replica that has not asked for a while says nothing
 * any more: another one may have seen the system change since.
 */
@Component
class HealthMeters {

	private static final Duration FRESH = Duration.ofMinutes(20);

	private final MeterRegistry meters;

	private final Map<String, Seen> seen = new ConcurrentHashMap<>();

	HealthMeters(MeterRegistry meters) {
		this.meters = meters;
	}

	void show(HealthRequest request, HealthReport report) {
		for (int index = 0; index < request.probes().size(); index++) {
			Probe probe = request.probes().get(index);
			ProbeAnswer answer = report.answers().get(index);
			Tags tags = Tags.of("system", request.run().system(), "component",
					probe.component() == null ? "" : probe.component(), "probe", probe.name());
			set("holdfast.probe.state", tags, (double) answer.health().ordinal(), report.askedAt());
			if (answer.value() != null) {
				set("holdfast.probe.value", tags, answer.value(), report.askedAt());
			}
		}
	}

	private void set(String name, Tags tags, Double value, Instant at) {
		String key = name + tags.stream().toList();
		if (seen.put(key, new Seen(value, at)) == null) {
			meters.gauge(name, tags, seen, all -> fresh(all.get(key)));
		}
	}

	private static double fresh(Seen last) {
		return last == null || last.at().isBefore(Instant.now().minus(FRESH)) ? Double.NaN : last.value();
	}

	private record Seen(double value, Instant at) {

	}

}
