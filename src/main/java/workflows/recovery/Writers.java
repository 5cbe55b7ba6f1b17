package workflows.recovery;

import activities.Workloads;
import domain.lifecycle.ObserveRequest;
import domain.lifecycle.StartRequest;
import domain.lifecycle.Workload;
import domain.lifecycle.WorkloadRequest;
import domain.lifecycle.WorkloadState;
import domain.profile.SystemProfile;
import io.temporal.failure.TemporalFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import workflows.steps.DependencyOrder;
import workflows.steps.Failures;
import workflows.steps.Gate;
import workflows.steps.Parts;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Wellbeing;
import workflows.steps.Words;

/**
 * The components that write to a store: stopped for its restore, started as they were.
 */
final class Writers {

	private final Procedure procedure;

	private final SystemProfile profile;

	private final Words words;

	private final Parts parts;

	private final List<Workload> workloads;

	/** How each stood when the run began. */
	private final Map<String, WorkloadState> found = new LinkedHashMap<>();

	/**
	 * @param profile where they are
	 * @param named names of components; all when empty
	 */
	Writers(Procedure procedure, SystemProfile profile, List<String> named) {
		this.procedure = procedure;
		this.profile = profile;
		this.words = procedure.words();
		this.parts = new Parts(profile);
		this.workloads = parts.all()
			.stream()
			.filter(workload -> named.isEmpty() || named.contains(workload.component()))
			.toList();
	}

	void observe() {
		found.clear();
		Steps.safe(Workloads.class, words.say("How the writers stand", "Como estão os que escrevem"))
			.observeWorkloads(new ObserveRequest(procedure.run(), workloads))
			.forEach(state -> found.put(state.component(), state));
	}

	/** Those that run, with their instances. */
	String names() {
		String names = running().stream()
			.map(workload -> workload.component() + " (" + found.get(workload.component()).wanted() + ")")
			.collect(Collectors.joining(", "));
		return names.isEmpty() ? "-" : names;
	}

	private List<Workload> running() {
		return workloads.stream().filter(workload -> found.get(workload.component()).asked()).toList();
	}

	void stop() {
		procedure.board().phase("stop", words.say("Stopping what writes: %s", "Parando o que escreve: %s", names()));
		procedure.undo().register(words.say("start the writers", "iniciar os que escrevem"), this::startAgain);
		DependencyOrder.stopping(profile).each(running(), this::stop);
	}

	private void stop(Workload workload) {
		procedure.changed(Steps
			.slow(Workloads.class, words.say("Stop %s", "Parar %s", workload.component()), workload.readyWithin())
			.stopWorkload(new WorkloadRequest(procedure.run(), workload, found.get(workload.component()).wanted()))
			.changes());
	}

	void start() {
		procedure.board().phase("start", words.say("Starting what writes: %s", "Iniciando o que escreve: %s", names()));
		DependencyOrder.starting(profile).each(running(), this::start);
	}

	private void start(Workload workload) {
		int wanted = found.get(workload.component()).wanted();
		Steps.slow(Workloads.class, words.say("Start %s", "Iniciar %s", workload.component()), workload.readyWithin())
			.startWorkload(new StartRequest(procedure.run(), workload, wanted, wanted));
	}

	private String startAgain() {
		DependencyOrder.starting(profile).eachDespiteFailures(running(), workload -> {
			int wanted = found.get(workload.component()).wanted();
			Steps
				.undo(Workloads.class, words.say("Start %s again", "Iniciar %s de novo", workload.component()),
						workload.readyWithin())
				.startWorkload(new StartRequest(procedure.run(), workload, wanted, wanted));
		});
		return words.say("running as before: %s", "rodando como antes: %s", names());
	}

	/** Starts all of them, those too that did not run before. */
	void startAll() {
		procedure.board()
			.phase("start", words.say("Starting in the order of dependencies", "Iniciando na ordem das dependências"));
		procedure.undo()
			.register(words.say("stop what was started", "parar o que foi iniciado"), this::stopThoseStarted);
		DependencyOrder.starting(profile)
			.each(workloads, workload -> procedure.changed(Steps
				.slow(Workloads.class, words.say("Start %s", "Iniciar %s", workload.component()),
						workload.readyWithin())
				.startWorkload(
						new StartRequest(procedure.run(), workload, null, found.get(workload.component()).wanted()))
				.changes()));
	}

	private String stopThoseStarted() {
		List<Workload> idle = workloads.stream().filter(workload -> !running().contains(workload)).toList();
		DependencyOrder.stopping(profile)
			.eachDespiteFailures(idle,
					workload -> Steps
						.undo(Workloads.class, words.say("Stop %s again", "Parar %s de novo", workload.component()),
								workload.readyWithin())
						.stopWorkload(new WorkloadRequest(procedure.run(), workload)));
		return words.say("what had not run is stopped again", "o que não rodava está parado de novo");
	}

	/** A smoke test that fails is a person's decision: the data was found right. */
	void validate() {
		validate(running());
	}

	/** The same for all of them. */
	void validateAll() {
		validate(workloads);
	}

	private void validate(List<Workload> asked) {
		Wellbeing wellbeing = new Wellbeing(procedure);
		for (Workload workload : asked) {
			try {
				wellbeing.requireSmoke(parts.component(workload), null);
			}
			catch (TemporalFailure bad) {
				if (Failures.cancelled(bad)) {
					throw bad;
				}
				procedure.ask(new Gate.Question("validation", "restore",
						words.say("%s. Approve to keep the restored data all the same, reject to take it back.",
								"%s. Aprove para ficar com os dados restaurados mesmo assim, rejeite para desfazer.",
								Failures.words(bad))));
			}
		}
	}

}
