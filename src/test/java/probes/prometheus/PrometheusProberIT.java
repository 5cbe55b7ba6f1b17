package probes.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import domain.probe.Health;
import domain.probe.ProbeAnswer;
import domain.probe.Surroundings;
import domain.profile.MonitoringProfile;
import java.util.List;
import java.util.Map;
import local.LocalStack;
import monitors.prometheus.RealMetrics;
import org.junit.jupiter.api.Test;
import probes.Asked;

/** Against a real Prometheus. */
class PrometheusProberIT {

	private final String url = LocalStack.shared().prometheus().url();

	private final PrometheusProber prober = new PrometheusProber(RealMetrics.with(Asked.secrets(Map.of())));

	private ProbeAnswer ask(String address, String query, String limits) {
		return Asked.ask(prober, "kind: prometheus, query: '" + query + "', " + limits,
				new Surroundings(List.of(), List.of(), new MonitoringProfile(address, null, null, null, null)));
	}

	@Test
	void theQuerysNumberIsHeldAgainstTheLimits() {
		assertThat(ask(url, "vector(3)", "atMost: 4").health()).isEqualTo(Health.HEALTHY);
		assertThat(ask(url, "vector(3)", "atMost: 4, degradedAtMost: 2").health()).isEqualTo(Health.DEGRADED);
		ProbeAnswer failed = ask(url, "vector(3)", "atLeast: 4, unit: req/s");
		assertThat(failed.health()).isEqualTo(Health.FAILED);
		assertThat(failed.value()).isEqualTo(3);
		assertThat(failed.limit()).isEqualTo("≥ 4");
		assertThat(failed.unit()).isEqualTo("req/s");
	}

	@Test
	void aMissingSeriesIsNeverAPass() {
		assertThat(ask(url, "there_is_no_such_series", "atMost: 4").health()).isEqualTo(Health.UNKNOWN);
		assertThat(ask(url, "0 / vector(0)", "atMost: 4").health()).isEqualTo(Health.UNKNOWN);
	}

	@Test
	void aWrongQueryAndAPrometheusThatIsAwaySayNothingAboutTheSystem() {
		assertThat(ask(url, "sum(", "atMost: 4").words()).contains("refuses the question");
		assertThat(ask("http://127.0.0.1:1", "vector(1)", "atMost: 4"))
			.matches(answer -> answer.health() == Health.UNKNOWN && answer.words().contains("cannot be reached"));
	}

}
