package activities;

import domain.check.Measurement;
import domain.check.WatchRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * What watches see, as metrics: each check's value and verdict, and the canary's weight.
 */
@Component
class WatchMeters {

	private final MeterRegistry meters;

	private final Map<String, Double> values = new ConcurrentHashMap<>();

	WatchMeters(MeterRegistry meters) {
		this.meters = meters;
	}

	void show(WatchRequest request, Sight sight) {
		Tags tags = Tags.of("system", request.run().system(), "component", request.run().component());
		for (Measurement measurement : sight.measurements()) {
			Tags ofCheck = tags.and("check", measurement.check());
			set("holdfast.check.value", ofCheck.and("side", "canary"), measurement.value());
			set("holdfast.check.value", ofCheck.and("side", "stable"), measurement.baseline());
			meters
				.counter("holdfast.check.verdicts",
						ofCheck.and("verdict", measurement.verdict().name().toLowerCase(java.util.Locale.ROOT)))
				.increment();
		}
		if (sight.state() != null) {
			set("holdfast.canary.weight", tags, (double) sight.state().weight());
		}
	}

	private void set(String name, Tags tags, Double value) {
		if (value == null) {
			return;
		}
		String key = name + tags.stream().toList();
		if (values.put(key, value) == null) {
			meters.gauge(name, tags, values, all -> all.getOrDefault(key, Double.NaN));
		}
	}

}
