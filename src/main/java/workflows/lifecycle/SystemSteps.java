package workflows.lifecycle;

import activities.Workloads;
import domain.failure.FailureKind;
import domain.lifecycle.StartRequest;
import domain.lifecycle.Workload;
import domain.lifecycle.WorkloadRequest;
import domain.lifecycle.WorkloadState.Condition;
import domain.lifecycle.WorkloadState;
import domain.people.Severity;
import domain.profile.ComponentProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import workflows.steps.DependencyOrder;
import workflows.steps.Failures;
import workflows.steps.Parts;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Survey;
import workflows.steps.Wellbeing;
import workflows.steps.Words;

/** What starting and stopping a whole system is made of. */
final class SystemSteps {

	private final Procedure procedure;

	private final Words words;

	private final Parts parts;

	private final List<Workload> workloads;

	private final Survey survey;

	private final Wellbeing wellbeing;

	/** How each component stood when the run began. */
	private final Map<String, WorkloadState> found = new LinkedHashMap<>();

	/** Those that this run has begun to start or to stop, and nobody else. */
	private final List<Workload> touched = new ArrayList<>();

	SystemSteps(Procedure procedure) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.parts = new Parts(procedure.profile());
		this.workloads = parts.all();
		this.survey = new Survey(procedure);
		this.wellbeing = new Wellbeing(procedure);
	}

	void inspectPlaces() {
		procedure.fact("places", String.join("; ", survey.inspectPlaces(parts.places())));
	}

	void observe() {
		survey.observe(workloads).forEach(state -> found.put(state.component(), state));
		workloads.forEach(workload -> procedure.board()
			.note(workload.component() + ": " + found.get(workload.component()).inWords()));
		List<String> absent = workloads.stream()
			.map(workload -> found.get(workload.component()))
			.filter(state -> state.condition() == Condition.ABSENT)
			.map(WorkloadState::detail)
			.toList();
		if (!absent.isEmpty()) {
			throw Failures.of(FailureKind.NOT_FOUND,
					String.join("; ", absent) + ". Deploy what is missing first, or correct the names in the profile.");
		}
		procedure.tell("started", "procedure-started", Severity.INFORMATION, Map.of());
	}

	void noteDependencies() {
		wellbeing.noteDependencies();
	}

	void startInOrder() {
		procedure.refuseInFreeze();
		procedure.board()
			.phase("start", words.say("Starting in the order of dependencies", "Iniciando na ordem das dependências"));
		procedure.undo()
			.register(words.say("stop what was started", "parar o que foi iniciado"), this::stopWhatWasStarted);
		DependencyOrder.starting(procedure.profile()).each(workloads, this::start);
	}

	private void start(Workload workload) {
		procedure.gates().awaitNotHeld();
		if (!found.get(workload.component()).asked()) {
			touched.add(workload);
		}
		procedure.board().doing(words.say("Starting %s", "Iniciando %s", workload.component()));
		procedure.changed(Steps
			.slow(Workloads.class, words.say("Start %s", "Iniciar %s", workload.component()), workload.readyWithin())
			.startWorkload(new StartRequest(procedure.run(), workload, null, found.get(workload.component()).wanted()))
			.changes());
		new Draining(procedure, workload, component(workload)).takeWorkAgain();
		procedure.board().note(words.say("%s is ready", "%s está pronto", workload.component()));
	}

	private String stopWhatWasStarted() {
		DependencyOrder.stopping(procedure.profile())
			.eachDespiteFailures(List.copyOf(touched),
					workload -> Steps
						.undo(Workloads.class, words.say("Stop %s again", "Parar %s de novo", workload.component()),
								workload.readyWithin())
						.stopWorkload(new WorkloadRequest(procedure.run(), workload)));
		return touched.isEmpty() ? words.say("nothing had been started", "nada havia sido iniciado")
				: words.say("%s stopped again", "%s parado(s) de novo", names(touched));
	}

	void drainAndStopInOrder() {
		procedure.refuseInFreeze();
		procedure.board()
			.phase("stop", words.say("Stopping, those first that nobody depends on",
					"Parando, primeiro aqueles dos quais ninguém depende"));
		procedure.undo()
			.register(words.say("start what was stopped", "iniciar o que foi parado"), this::startWhatWasStopped);
		DependencyOrder.stopping(procedure.profile()).each(workloads, this::stop);
	}

	private void stop(Workload workload) {
		procedure.gates().awaitNotHeld();
		if (found.get(workload.component()).asked()) {
			touched.add(workload);
			new Draining(procedure, workload, component(workload)).untilDone();
		}
		procedure.board().doing(words.say("Stopping %s", "Parando %s", workload.component()));
		procedure.changed(Steps
			.slow(Workloads.class, words.say("Stop %s", "Parar %s", workload.component()), workload.readyWithin())
			.stopWorkload(new WorkloadRequest(procedure.run(), workload, found.get(workload.component()).wanted()))
			.changes());
		procedure.board().note(words.say("%s is stopped", "%s está parado", workload.component()));
	}

	private String startWhatWasStopped() {
		DependencyOrder.starting(procedure.profile()).eachDespiteFailures(List.copyOf(touched), workload -> {
			Steps
				.undo(Workloads.class, words.say("Start %s again", "Iniciar %s de novo", workload.component()),
						workload.readyWithin())
				.startWorkload(new StartRequest(procedure.run(), workload, found.get(workload.component()).wanted()));
			new Draining(procedure, workload, component(workload)).takeWorkAgain();
		});
		return touched.isEmpty() ? words.say("nothing had been stopped", "nada havia sido parado")
				: words.say("%s started again", "%s iniciado(s) de novo", names(touched));
	}

	void checkSmoke() {
		workloads.forEach(workload -> wellbeing.requireSmoke(component(workload), null));
	}

	void verifyServiceLevels() {
		wellbeing.requireServiceLevels();
	}

	String closeStart() {
		return close(words.say("started", "iniciados"), words.say("would be started", "seriam iniciados"),
				words.say("ran already", "já rodavam"));
	}

	String closeStop() {
		return close(words.say("stopped", "parados"), words.say("would be stopped", "seriam parados"),
				words.say("were stopped already", "já estavam parados"));
	}

	private String close(String done, String planned, String already) {
		procedure.keepWhatWasDone();
		List<Workload> untouched = workloads.stream().filter(workload -> !touched.contains(workload)).toList();
		List<String> parts = new ArrayList<>();
		if (!touched.isEmpty()) {
			parts.add((procedure.run().planning() ? planned : done) + ": " + names(touched));
		}
		if (!untouched.isEmpty()) {
			parts.add(already + ": " + names(untouched));
		}
		String summary = String.join("; ", parts);
		procedure.tell("done", "procedure-done", Severity.INFORMATION, Map.of("summary", summary));
		return summary;
	}

	private ComponentProfile component(Workload workload) {
		return parts.component(workload);
	}

	private static String names(List<Workload> workloads) {
		return workloads.stream().map(Workload::component).collect(Collectors.joining(", "));
	}

}
