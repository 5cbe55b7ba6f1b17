package workflows.steps;

import activities.Probes;
import activities.ServiceLevels;
import domain.failure.FailureKind;
import domain.lifecycle.LevelReading.Standing;
import domain.lifecycle.LevelReading;
import domain.lifecycle.LevelsRequest;
import domain.probe.ProbeResult;
import domain.probe.SmokeRequest;
import domain.profile.ComponentProfile;
import domain.profile.ServiceLevel;
import java.time.Duration;
import java.util.List;

/** Whether a system does what it is there for, asked after something was done to it. */
public final class Wellbeing {

	private static final Duration SMOKE_LONGEST = Duration.ofMinutes(2);

	/** A system that has just come up needs a moment to be as good as it promises. */
	private static final Duration LEVELS_SETTLE = Duration.ofMinutes(5);

	private final Procedure procedure;

	private final Words words;

	public Wellbeing(Procedure procedure) {
		this.procedure = procedure;
		this.words = procedure.words();
	}

	/** Fails when a smoke probe of the component does not answer as it must. */
	public void requireSmoke(ComponentProfile component, String version) {
		boolean asksVersion = version != null && component.versionProbe() != null;
		if (procedure.run().planning() || component.smoke().isEmpty() && !asksVersion) {
			return;
		}
		procedure.board().phase("smoke", words.say("Smoke test of %s", "Smoke test de %s", component.name()));
		List<String> bad = Steps
			.probe(Probes.class, words.say("Smoke test of %s", "Smoke test de %s", component.name()), SMOKE_LONGEST)
			.runSmokeTest(new SmokeRequest(procedure.run(), asksVersion ? component.versionProbe() : null, version,
					component.smoke(), SMOKE_LONGEST))
			.stream()
			.filter(answer -> !answer.healthy())
			.map(ProbeResult::inWords)
			.toList();
		if (!bad.isEmpty()) {
			throw Failures.of(FailureKind.SMOKE, words.say("%s does not answer as it must: %s",
					"%s não responde como deve: %s", component.name(), String.join("; ", bad)));
		}
	}

	/**
	 * Fails when a service level is missed after the system had time to settle. A level
	 * that nothing measures yet, for want of traffic, is noted.
	 */
	public void requireServiceLevels() {
		if (procedure.run().planning() || !measurable()) {
			return;
		}
		procedure.board().phase("levels", words.say("Measuring the service levels", "Medindo os níveis de serviço"));
		List<LevelReading> readings = measure(LEVELS_SETTLE);
		readings.forEach(reading -> procedure.board().note(reading.inWords()));
		List<String> missed = readings.stream()
			.filter(reading -> reading.standing() == Standing.MISSED)
			.map(LevelReading::inWords)
			.toList();
		if (!missed.isEmpty()) {
			throw Failures.of(FailureKind.SMOKE, words.say("service levels are missed: %s",
					"níveis de serviço não atingidos: %s", String.join("; ", missed)));
		}
	}

	/** The service levels now, asked once unless there is time for one to recover. */
	public List<LevelReading> measure(Duration within) {
		if (!measurable()) {
			return List.of();
		}
		return Steps
			.probe(ServiceLevels.class, words.say("Measure the service levels", "Medir os níveis de serviço"), within)
			.measureLevels(new LevelsRequest(procedure.run(), procedure.profile().monitoring(), levels(), within));
	}

	private boolean measurable() {
		return procedure.profile().monitoring() != null && procedure.profile().monitoring().prometheus() != null
				&& !levels().isEmpty();
	}

	private List<ServiceLevel> levels() {
		return procedure.profile().serviceLevels().stream().filter(level -> level.query() != null).toList();
	}

}
