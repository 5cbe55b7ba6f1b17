package probes.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import domain.diagnosis.Rows;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.probe.Surroundings;
import domain.profile.MonitoringProfile;
import java.util.List;
import java.util.Map;
import local.LocalStack;
import monitors.Series;
import monitors.prometheus.RealMetrics;
import org.junit.jupiter.api.Test;
import probes.Asked;
import probes.Inquired;

/** Against a real Prometheus. */
class PrometheusInquirerIT {

	private final String url = LocalStack.shared().prometheus().url();

	private final PrometheusInquirer inquirer = new PrometheusInquirer(
			(Series) RealMetrics.with(Asked.secrets(Map.of())));

	private Rows ask(String address, String query, Map<String, String> values) {
		return Inquired.ask(inquirer, "kind: prometheus, text: '" + query + "', limit: 2", values,
				new Surroundings(List.of(), List.of(), new MonitoringProfile(address, null, null, null, null)));
	}

	@Test
	void everySeriesIsARowWithItsLabels() {
		Rows rows = ask(url, "label_replace(vector(7), \"color\", \":color\", \"\", \"\")",
				Map.of("color", "b\"lu\\e"));
		assertThat(rows.rows()).singleElement()
			.matches(row -> row.get("color").equals("b\"lu\\e"))
			.matches(row -> row.get("value").toString().equals("7"))
			.matches(row -> row.get("time").toString().startsWith("20"));
		assertThat(ask(url, "scalar(vector(3))", Map.of()).rows()).hasSize(1);
		assertThat(ask(url, "there_is_no_such_series", Map.of()).rows()).isEmpty();
		Rows cut = ask(url,
				"label_replace(vector(1),\"a\",\"1\",\"\",\"\") or label_replace(vector(1),\"a\",\"2\",\"\",\"\")"
						+ " or label_replace(vector(1),\"a\",\"3\",\"\",\"\")",
				Map.of());
		assertThat(cut.rows()).hasSize(2);
		assertThat(cut.more()).isTrue();
	}

	@Test
	void aWrongQueryIsRefusedAndAPrometheusThatIsAwayIsNamed() {
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> ask(url, "sum(", Map.of()))
			.matches(failure -> failure.kind() == FailureKind.PROFILE);
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> ask("http://127.0.0.1:1", "vector(1)", Map.of()))
			.matches(failure -> failure.kind() == FailureKind.NOT_READY)
			.withMessageContaining("cannot be reached");
	}

}
