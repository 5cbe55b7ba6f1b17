package workflows.response;

import activities.HealthProbes;
import domain.failure.FailureKind;
import domain.people.Severity;
import domain.probe.Health;
import domain.probe.HealthRecord;
import domain.probe.HealthReport;
import domain.probe.HealthRequest;
import domain.probe.ProbeAnswer;
import domain.probe.Remembered;
import domain.probe.Surroundings;
import domain.profile.ComponentProfile;
import domain.profile.Probe;
import domain.profile.SystemProfile;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import workflows.steps.Failures;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/** The steps of one health check. */
final class HealthCheckSteps {

	private final Procedure procedure;

	private final List<Probe> probes;

	private final Words words;

	private final HealthTable table;

	private HealthReport report;

	private Remembered remembered = new Remembered(true, null, List.of());

	private HealthCheckSteps(Procedure procedure, List<Probe> probes) {
		this.procedure = procedure;
		this.probes = probes;
		this.words = procedure.words();
		this.table = new HealthTable(words);
	}

	static HealthCheckSteps of(HealthCheck.Request request, Procedure procedure) {
		SystemProfile profile = procedure.profile();
		if (profile.probes().isEmpty()) {
			throw Failures.of(FailureKind.PROFILE, "profile " + profile.name() + " has no probes: add some");
		}
		List<String> groups = profile.probes().stream().map(Probe::group).distinct().sorted().toList();
		if (given(request.group()) && !groups.contains(request.group())) {
			throw Failures.input("group", request.group(), "groups of " + profile.name() + ": " + groups);
		}
		List<String> components = profile.components().stream().map(ComponentProfile::name).toList();
		if (given(request.component()) && !components.contains(request.component())) {
			throw Failures.input("component", request.component(),
					"components of " + profile.name() + ": " + components);
		}
		List<Probe> wanted = profile.probes()
			.stream()
			.filter(probe -> !given(request.group()) || probe.group().equals(request.group()))
			.filter(probe -> !given(request.component()) || request.component().equals(probe.component()))
			.toList();
		if (wanted.isEmpty()) {
			throw Failures.input("component", request.component(), "no probe tells about it"
					+ (given(request.group()) ? " in group " + request.group() : "") + "; leave it out to ask all");
		}
		return new HealthCheckSteps(procedure, wanted);
	}

	private static boolean given(String text) {
		return text != null && !text.isBlank();
	}

	void askProbes() {
		SystemProfile profile = procedure.profile();
		procedure.board().phase("asking", words.say("Asking %d probes", "Perguntando a %d sondas", probes.size()));
		Duration longest = probes.stream().map(Probe::within).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
		report = Steps.probe(HealthProbes.class,
				words.say("Ask %d probes of %s", "Perguntar a %d sondas de %s", probes.size(), profile.name()), longest)
			.askProbes(new HealthRequest(procedure.run(), probes,
					new Surroundings(profile.stores(), profile.targets(), profile.monitoring())));
		procedure.board().table(table.of(report.answers()));
	}

	void compareWithWhatWasKnown() {
		if (procedure.run().planning()) {
			return;
		}
		remembered = Steps
			.safe(HealthProbes.class, words.say("Compare with what was known", "Comparar com o que se sabia"))
			.rememberAnswers(new HealthRecord(procedure.run(), procedure.profile().healthCheck(), report));
		if (!remembered.kept()) {
			procedure.board().note(untold());
		}
	}

	void tellWhatIsNew() {
		tell("health-recovered", remembered.changes().stream().filter(HealthCheckSteps::recovery).toList());
		tell("health-changed", remembered.changes().stream().filter(change -> !recovery(change)).toList());
	}

	private void tell(String template, List<Remembered.Change> changes) {
		if (changes.isEmpty()) {
			return;
		}
		// Whoever heard that it was bad hears that it is over.
		Severity severity = changes.stream()
			.map(change -> severity(change.probe(), recovery(change) ? change.from() : change.to()))
			.max(Comparator.naturalOrder())
			.orElse(Severity.WARNING);
		String names = changes.stream().map(Remembered.Change::probe).collect(Collectors.joining(", "));
		String states = changes.stream()
			.map(change -> table.line(answer(change.probe()), change))
			.collect(Collectors.joining("\n"));
		procedure.board().note(words.say("%s: told people", "%s: pessoas avisadas", names));
		procedure.tidings()
			.tell(template, template, severity, "health", Map.of("probes", names, "states", states, "count",
					Integer.toString(changes.size()), "summary", table.counts(report.answers())));
	}

	String close() {
		String counts = table.counts(report.answers());
		String bad = report.answers()
			.stream()
			.filter(answer -> answer.health() != Health.HEALTHY)
			.map(table::line)
			.collect(Collectors.joining("; "));
		String summary = procedure.run().system() + ": " + counts + (bad.isEmpty() ? "" : ". " + bad);
		return remembered.kept() ? summary : summary + ". " + untold();
	}

	private String untold() {
		return words.say("Nobody is told, because nobody can say what is new: %s",
				"Ninguém é avisado, porque não há como saber o que é novo: %s", remembered.problem());
	}

	private static boolean recovery(Remembered.Change change) {
		return change.to() == Health.HEALTHY;
	}

	private ProbeAnswer answer(String probe) {
		return report.answers()
			.stream()
			.filter(answer -> answer.name().equals(probe))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("no answer of " + probe));
	}

	/** Failed and not said to matter little: somebody must act now. */
	private Severity severity(String probe, Health health) {
		if (health != Health.FAILED) {
			return Severity.WARNING;
		}
		boolean minor = probes.stream()
			.filter(each -> each.name().equals(probe) && each.component() != null)
			.flatMap(each -> procedure.profile().component(each.component()).stream())
			.anyMatch(component -> component.criticality() == ComponentProfile.Criticality.LOW
					|| component.criticality() == ComponentProfile.Criticality.MEDIUM);
		return minor ? Severity.WARNING : Severity.CRITICAL;
	}

}
