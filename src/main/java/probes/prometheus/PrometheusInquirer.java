package probes.prometheus;

import domain.diagnosis.Filling;
import domain.diagnosis.Question;
import domain.diagnosis.Rows;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.probe.Surroundings;
import domain.profile.NamedQuery;
import monitors.Series;
import org.springframework.stereotype.Component;
import probes.Inquirer;

/** Asks the system's Prometheus for series. Values stand inside quotes of the PromQL. */
@Component
class PrometheusInquirer implements Inquirer {

	private final Series series;

	PrometheusInquirer(Series series) {
		this.series = series;
	}

	@Override
	public NamedQuery.Kind kind() {
		return NamedQuery.Kind.PROMETHEUS;
	}

	@Override
	public Rows ask(Question question, Surroundings around) {
		NamedQuery query = question.query();
		if (around.monitoring() == null || around.monitoring().prometheus() == null) {
			throw new PermanentFailure(FailureKind.PROFILE, "the profile names no Prometheus (monitoring.prometheus)");
		}
		String text = Filling.fill(query.text(), question.values(), Filling::inQuotes);
		return Rows.atMost(query.limit(), series.series(around.monitoring(), text, query.within()));
	}

}
