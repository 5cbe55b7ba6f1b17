package workflows.release;

import activities.Deploys;
import domain.failure.FailureKind;
import domain.probe.ProbeResult;
import domain.release.DeployRequest;
import java.time.Duration;
import java.util.List;
import workflows.steps.Failures;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/** Asks a target whether a version that was brought up does what it must. */
final class Verification {

	private Verification() {
	}

	/** Fails when it does not. */
	static void require(Procedure procedure, DeployRequest request, String version, Duration within) {
		Words words = procedure.words();
		List<String> bad = Steps.slow(Deploys.class, words.say("Verify %s", "Verificar %s", version), within)
			.verifyVersion(request)
			.stream()
			.peek(answer -> procedure.board().note(answer.inWords()))
			.filter(answer -> !answer.healthy())
			.map(ProbeResult::inWords)
			.toList();
		if (!bad.isEmpty()) {
			throw Failures.of(FailureKind.NOT_VERIFIED, words.say("%s does not do what it must: %s",
					"%s não faz o que deve: %s", version, String.join("; ", bad)));
		}
	}

}
