package activities;

import domain.lifecycle.ScriptAnswer;
import domain.probe.ProbeAnswer;
import domain.probe.ProbeResult;
import java.util.List;
import secrets.Mask;

/**
 * What other programs printed or answered, without what looks like a secret, before a
 * workflow sees it. Failures are masked where they leave a step
 * ({@code app.FailureMapping}).
 */
final class Printed {

	private static final Mask MASK = Mask.byForm();

	private Printed() {
	}

	static String masked(String text) {
		return (text == null) ? null : MASK.apply(text);
	}

	static ScriptAnswer masked(ScriptAnswer answer) {
		return new ScriptAnswer(answer.exitCode(), masked(answer.output()));
	}

	static List<ProbeResult> masked(List<ProbeResult> answers) {
		return answers.stream()
			.map(each -> new ProbeResult(each.name(), each.healthy(), masked(each.observed()), each.expected()))
			.toList();
	}

	static ProbeAnswer masked(ProbeAnswer answer) {
		return new ProbeAnswer(answer.name(), answer.health(), answer.value(), answer.limit(), answer.unit(),
				masked(answer.words()));
	}

}
