package probes.prometheus;

import domain.check.Reading;
import domain.probe.Finding;
import domain.probe.Judgement;
import domain.probe.Surroundings;
import domain.profile.Probe;
import monitors.Metrics;
import org.springframework.stereotype.Component;
import probes.Prober;

/**
 * Asks the system's Prometheus. Without a number nobody can say: a missing series is
 * never a pass.
 */
@Component
class PrometheusProber implements Prober {

	private final Metrics metrics;

	PrometheusProber(Metrics metrics) {
		this.metrics = metrics;
	}

	@Override
	public Probe.Kind kind() {
		return Probe.Kind.PROMETHEUS;
	}

	@Override
	public Finding ask(Probe probe, Surroundings around) {
		if (around.monitoring() == null || around.monitoring().prometheus() == null) {
			return new Finding.Unasked("the profile names no Prometheus (monitoring.prometheus)");
		}
		return switch (metrics.value(around.monitoring(), probe.query(), probe.within())) {
			case Reading.Numbers numbers ->
				new Finding.Measured(numbers.value(), "", "the query gives " + Judgement.number(numbers.value()));
			case Reading.Nothing nothing -> new Finding.Unasked("the query gives no number: " + nothing.why());
			case Reading.Refused refused -> new Finding.Unasked(refused.why());
			case Reading.Down down -> new Finding.Unasked(down.why());
		};
	}

}
