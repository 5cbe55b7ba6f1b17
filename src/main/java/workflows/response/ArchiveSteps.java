package workflows.response;

import activities.Diagnoses;
import domain.diagnosis.Archive;
import domain.diagnosis.ArchiveRequest;
import domain.diagnosis.LogFilter;
import domain.diagnosis.LogLevel;
import domain.diagnosis.Question;
import domain.lifecycle.Workload;
import domain.probe.Surroundings;
import domain.profile.ComponentProfile;
import domain.profile.NamedQuery;
import domain.profile.Probe;
import domain.profile.SecretReferences;
import domain.profile.SystemProfile;
import domain.run.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import workflows.steps.Failures;
import workflows.steps.Parts;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/** The steps of one archive. */
final class ArchiveSteps {

	private static final int LONGEST_CORRELATION = 200;

	/** The archive has its own deadline; this one is for a worker that hangs. */
	private static final Duration LONGEST = Duration.ofMinutes(7);

	private final Procedure procedure;

	private final Words words;

	private final ArchiveRequest wanted;

	private Archive archive;

	private ArchiveSteps(Procedure procedure, ArchiveRequest wanted) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.wanted = wanted;
	}

	static ArchiveSteps of(Diagnostics.Request request, Procedure procedure) {
		if (request.parameters() != null && !request.parameters().isEmpty()) {
			throw Failures.input("parameters", request.parameters(), "they are for a query: name it as well");
		}
		SystemProfile profile = procedure.profile();
		List<ComponentProfile> components = components(profile, request.component());
		List<Workload> workloads = components.stream()
			.filter(ComponentProfile::operated)
			.map(new Parts(profile)::workload)
			.toList();
		return new ArchiveSteps(procedure,
				new ArchiveRequest(procedure.run(), request.reason(), workloads, filter(request),
						probes(profile, request.component()), questions(profile),
						new Surroundings(profile.stores(), profile.targets(), profile.monitoring()),
						SecretReferences.of(profile)));
	}

	private static List<ComponentProfile> components(SystemProfile profile, String named) {
		if (named == null || named.isBlank()) {
			return profile.components();
		}
		return List.of(profile.component(named)
			.orElseThrow(() -> Failures.input("component", named, "components of " + profile.name() + ": "
					+ profile.components().stream().map(ComponentProfile::name).toList())));
	}

	private static LogFilter filter(Diagnostics.Request request) {
		String correlation = given(request.correlationId());
		if (correlation != null
				&& (correlation.length() > LONGEST_CORRELATION || !correlation.matches("\\P{Cntrl}+"))) {
			throw Failures.input("correlationId", correlation,
					"a text of one line, at most " + LONGEST_CORRELATION + " characters");
		}
		if (request.since() != null && (request.since().isNegative() || request.since().isZero())) {
			throw Failures.input("since", request.since(), "a span before now, for example PT1H");
		}
		String level = given(request.level());
		return new LogFilter(correlation,
				level == null ? null : LogLevel.named(level)
					.orElseThrow(() -> Failures.input("level", level, "one of trace, debug, info, warn, error, fatal")),
				request.since());
	}

	private static String given(String text) {
		return text == null || text.isBlank() ? null : text.strip();
	}

	/** Those of the component and of what it depends on; all without a component. */
	private static List<Probe> probes(SystemProfile profile, String named) {
		if (given(named) == null) {
			return profile.probes();
		}
		List<String> near = Stream.concat(Stream.of(named), profile.component(named).orElseThrow().dependsOn().stream())
			.toList();
		return profile.probes().stream().filter(probe -> near.contains(probe.component())).toList();
	}

	private static List<Question> questions(SystemProfile profile) {
		return profile.queries()
			.stream()
			.filter(NamedQuery::diagnostics)
			.map(query -> QuerySteps.question(profile, query))
			.toList();
	}

	void collect() {
		procedure.board()
			.phase("collecting",
					words.say("Collecting: %d components, %d probes, %d queries",
							"Coletando: %d componentes, %d sondas, %d consultas", wanted.workloads().size(),
							wanted.probes().size(), wanted.questions().size()));
		if (procedure.run().planning()) {
			procedure.changed(plan());
			return;
		}
		archive = Steps
			.probe(Diagnoses.class,
					words.say("Collect logs, events, descriptions and probes into one archive",
							"Coletar logs, eventos, descrições e sondas em um arquivo"),
					LONGEST)
			.collectArchive(wanted);
		procedure.board()
			.note(words.say("archive `%s` (%d bytes, sha256 %s): begin with INDEX.md",
					"arquivo `%s` (%d bytes, sha256 %s): comece pelo INDEX.md", archive.artifact().location(),
					archive.artifact().bytes(), archive.artifact().sha256()));
		archive.missing()
			.forEach(missing -> procedure.board()
				.note(words.say("could not be had: %s", "não foi possível obter: %s", missing)));
	}

	private List<Change> plan() {
		List<Change> plan = new ArrayList<>();
		String lines = wanted.filter().inWords();
		wanted.workloads()
			.forEach(workload -> plan.add(new Change("archive: components/" + workload.component(), "none",
					"logs" + (lines.isEmpty() ? "" : " (" + lines + ")") + ", events, description and use of "
							+ workload.name() + " on " + workload.target().name())));
		plan.add(new Change("archive: connectivity.md", "none",
				wanted.probes().stream().map(Probe::name).toList().toString()));
		plan.add(new Change("archive: dns.txt", "none", "names of the profile"));
		wanted.questions()
			.forEach(question -> plan
				.add(new Change("archive: queries/" + question.query().name(), "none", question.query().text())));
		return plan;
	}

	String close() {
		if (archive == null) {
			return words.say("an archive of %d components would be made", "seria feito um arquivo de %d componentes",
					wanted.workloads().size());
		}
		String missed = archive.missed() == 0 ? "" : words.say("; %d parts could not be had, see INDEX.md",
				"; %d partes não puderam ser obtidas, veja INDEX.md", archive.missed());
		return words.say("archive %s: %d files, %d bytes, sha256 %s", "arquivo %s: %d arquivos, %d bytes, sha256 %s",
				archive.artifact().location(), archive.files(), archive.artifact().bytes(), archive.artifact().sha256())
				+ missed;
	}

}
