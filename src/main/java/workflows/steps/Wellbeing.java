package workflows.steps;

import activities.HealthProbes;
import activities.Probes;
import activities.ServiceLevels;
import domain.failure.FailureKind;
import domain.lifecycle.LevelReading.Standing;
import domain.lifecycle.LevelReading;
import domain.lifecycle.LevelsRequest;
import domain.probe.Health;
import domain.probe.HealthRequest;
import domain.probe.ProbeAnswer;
import domain.probe.ProbeResult;
import domain.probe.SmokeRequest;
import domain.probe.Surroundings;
import domain.profile.ComponentProfile;
import domain.profile.Probe;
import domain.profile.ServiceLevel;
import domain.profile.SystemProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether a system does what it is there for, asked after something was done to it. */
public final class Wellbeing {

	private static final Duration SMOKE_LONGEST = Duration.ofMinutes(2);

	/** A system that has just come up needs a moment to be as good as it promises. */
	private static final Duration LEVELS_SETTLE = Duration.ofMinutes(5);

	private static final Duration PROBE_AGAIN = Duration.ofSeconds(10);

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
	 * Asks the probes of components that nobody here starts; what is not well is noted,
	 * and the components that need it will say whether they can do without.
	 */
	public void noteDependencies() {
		List<String> bad = ask(words.say("Ask what the system depends on", "Perguntar ao que o sistema depende"),
				procedure.profile()
					.components()
					.stream()
					.filter(component -> !component.operated())
					.map(ComponentProfile::name)
					.toList());
		bad.forEach(answer -> procedure.board().note(answer));
	}

	/**
	 * Fails when a probe of the component has failed and does not recover in the time
	 * that the component has to become ready (runbook A: {@code pg_isready} within 300
	 * s).
	 */
	public void requireProbes(ComponentProfile component) {
		if (procedure.run().planning()) {
			return;
		}
		Instant end = Board.now().plus(component.readyWithin());
		while (true) {
			List<String> bad = ask(words.say("Ask the probes of %s", "Perguntar às sondas de %s", component.name()),
					List.of(component.name()));
			if (bad.isEmpty()) {
				return;
			}
			if (!Board.now().plus(PROBE_AGAIN).isBefore(end)) {
				throw Failures.of(FailureKind.SMOKE, words.say("%s is not well: %s", "%s não está bem: %s",
						component.name(), String.join("; ", bad)));
			}
			Pause.lasting(PROBE_AGAIN, words.say("Asking %s again", "Perguntando a %s de novo", component.name()));
		}
	}

	/** All probes that have failed, with what each saw. */
	public Map<String, String> failing() {
		Map<String, String> failing = new TreeMap<>();
		failed(words.say("Ask all probes", "Perguntar a todas as sondas"), procedure.profile().probes())
			.forEach(answer -> failing.put(answer.name(), answer.words()));
		return failing;
	}

	/** Those that have failed, in words. */
	private List<String> ask(String summary, List<String> components) {
		List<Probe> probes = procedure.profile()
			.probes()
			.stream()
			// Probes of a host have no component, and a list of names does not like null.
			.filter(probe -> probe.component() != null && components.contains(probe.component()))
			.toList();
		return failed(summary, probes).stream().map(answer -> answer.name() + ": " + answer.words()).toList();
	}

	private List<ProbeAnswer> failed(String summary, List<Probe> probes) {
		if (probes.isEmpty() || procedure.run().planning()) {
			return List.of();
		}
		Duration longest = probes.stream().map(Probe::within).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
		SystemProfile profile = procedure.profile();
		return Steps.probe(HealthProbes.class, summary, longest)
			.askProbes(new HealthRequest(procedure.run(), probes,
					new Surroundings(profile.stores(), profile.targets(), profile.monitoring())))
			.answers()
			.stream()
			.filter(answer -> answer.health() == Health.FAILED)
			.toList();
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

	/** Other levels than those that the system promises, now. */
	public List<LevelReading> measure(List<ServiceLevel> others) {
		if (!measured() || others.isEmpty()) {
			return List.of();
		}
		return Steps
			.probe(ServiceLevels.class, words.say("Measure %d values", "Medir %d valores", others.size()),
					Duration.ZERO)
			.measureLevels(new LevelsRequest(procedure.run(), procedure.profile().monitoring(), others, Duration.ZERO));
	}

	private boolean measurable() {
		return measured() && !levels().isEmpty();
	}

	private boolean measured() {
		return procedure.profile().monitoring() != null && procedure.profile().monitoring().prometheus() != null;
	}

	private List<ServiceLevel> levels() {
		return procedure.profile().serviceLevels().stream().filter(level -> level.query() != null).toList();
	}

}
