package workflows.release;

import activities.Configurations;
import activities.Workloads;
import domain.configuration.Copy;
import domain.configuration.EditRequest;
import domain.configuration.Preview;
import domain.lifecycle.RestartRequest;
import domain.lifecycle.StartRequest;
import domain.lifecycle.Workload;
import domain.lifecycle.WorkloadRequest;
import domain.lifecycle.WorkloadState;
import domain.people.Severity;
import domain.profile.ComponentProfile;
import domain.profile.SystemProfile;
import java.util.ArrayList;
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

/** The steps of one change of configuration. */
final class ConfigurationSteps {

	private final Procedure procedure;

	private final Words words;

	private final Parts parts;

	private final Survey survey;

	private final Workload workload;

	private final EditRequest request;

	private final List<Workload> restarted = new ArrayList<>();

	private List<Workload> dependants = List.of();

	private Copy copy;

	private ConfigurationSteps(Procedure procedure, ConfigurationChange.Request request, ComponentProfile component) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.parts = new Parts(procedure.profile());
		this.survey = new Survey(procedure);
		this.workload = parts.workload(component);
		List<Workload> others = parts.all()
			.stream()
			.filter(other -> !other.component().equals(component.name()))
			.toList();
		this.request = new EditRequest(procedure.run(), workload, others, request.change(), files(procedure.profile()));
	}

	static ConfigurationSteps of(ConfigurationChange.Request request, Procedure opened) {
		ConfigurationInput.check(request.change());
		ComponentProfile component = new Parts(opened.profile()).named(request.component());
		return new ConfigurationSteps(opened.on(component.name()), request, component);
	}

	private static Map<String, List<String>> files(SystemProfile profile) {
		return profile.components()
			.stream()
			.filter(component -> !component.configuration().isEmpty())
			.collect(Collectors.toMap(ComponentProfile::name, ComponentProfile::configuration));
	}

	Procedure procedure() {
		return procedure;
	}

	void preview() {
		phase("inspect", words.say("Looking at %s", "Verificando %s", place()));
		Preview preview = Steps.safe(Configurations.class, words.say("Look at %s", "Verificar %s", place()))
			.previewEdit(request);
		preview.changes().forEach(change -> procedure.board().note(change.toString()));
		if (preview.changes().isEmpty()) {
			throw Failures.input("change", place(),
					"it is so already; copies that can be put back: " + preview.copies());
		}
		dependants = parts.all().stream().filter(each -> preview.dependants().contains(each.component())).toList();
		procedure.board().note(words.say("to be restarted: %s", "a reiniciar: %s", preview.dependants()));
		procedure.tell("started", "procedure-started", Severity.INFORMATION, Map.of());
	}

	void keepCopy() {
		copy = Steps.safe(Configurations.class, words.say("Keep a copy of %s", "Guardar uma cópia de %s", place()))
			.keepCopy(request);
		procedure.board().note(words.say("copy: `%s`", "cópia: `%s`", copy.name()));
	}

	void apply() {
		procedure.refuseInFreeze();
		phase("change", words.say("Changing %s", "Alterando %s", place()));
		procedure.undo().register(words.say("the copy of %s", "a cópia de %s", place()), this::putBack);
		procedure.changed(
				Steps.slow(Configurations.class, words.say("Change %s", "Alterar %s", place()), workload.readyWithin())
					.applyEdit(request)
					.changes());
	}

	/** Another environment is another pod template: its pods start anew by themselves. */
	private void awaitOwnPods() {
		if (!procedure.run().planning() && ownEnvironment() && survey.observe(workload).asked()) {
			Steps
				.slow(Workloads.class,
						words.say("%s gets ready with it", "%s fica pronto com isso", workload.component()),
						workload.readyWithin())
				.startWorkload(new StartRequest(procedure.run(), workload, null));
		}
	}

	private void awaitOwnPodsAgain() {
		if (ownEnvironment() && survey.observe(workload).asked()) {
			Steps
				.undo(Workloads.class,
						words.say("%s gets ready as before", "%s fica pronto como antes", workload.component()),
						workload.readyWithin())
				.startWorkload(new StartRequest(procedure.run(), workload, null));
		}
	}

	private boolean ownEnvironment() {
		return request.edit().configMap() == null && request.edit().secret() == null && request.edit().file() == null;
	}

	/** What a container has of a file, it has from when it was made. */
	private boolean inFile() {
		return request.edit().file() != null;
	}

	private String putBack() {
		Steps.undo(Configurations.class, words.say("Put the copy back", "Devolver a cópia"), workload.readyWithin())
			.putBackCopy(request);
		awaitOwnPodsAgain();
		DependencyOrder.starting(procedure.profile()).eachDespiteFailures(List.copyOf(restarted), this::readAgain);
		return words.say("%s is as before", "%s está como antes", place());
	}

	/**
	 * On a cluster the pods of before are still there or come again; elsewhere what has
	 * read the change is started once more.
	 */
	private void readAgain(Workload dependant) {
		String again = words.say("%s reads it as before", "%s lê como antes", dependant.component());
		Steps.undo(Workloads.class, again, dependant.readyWithin())
			.endRestart(new WorkloadRequest(procedure.run(), dependant));
		WorkloadState now = survey.observe(dependant);
		if (now.incarnation() != null) {
			Steps.undo(Workloads.class, again, dependant.readyWithin())
				.restartWorkload(new RestartRequest(procedure.run(), dependant, now.incarnation(), inFile()));
		}
	}

	void restartDependants() {
		phase("restart", words.say("Restarting what reads it at its start", "Reiniciando quem lê isso ao iniciar"));
		awaitOwnPods();
		DependencyOrder.starting(procedure.profile()).each(dependants, this::restart);
	}

	private void restart(Workload dependant) {
		WorkloadState found = survey.observe(dependant);
		if (!found.asked()) {
			procedure.board()
				.note(words.say("%s is stopped and stays so", "%s está parado e continua assim",
						dependant.component()));
			return;
		}
		restarted.add(dependant);
		procedure.changed(Steps
			.slow(Workloads.class, words.say("Restart %s", "Reiniciar %s", dependant.component()),
					dependant.readyWithin())
			.restartWorkload(new RestartRequest(procedure.run(), dependant, found.incarnation(), inFile()))
			.changes());
	}

	void checkHealth() {
		Wellbeing wellbeing = new Wellbeing(procedure);
		restarted.forEach(dependant -> wellbeing.requireSmoke(parts.component(dependant), null));
		if (ownEnvironment()) {
			wellbeing.requireSmoke(parts.component(workload), null);
		}
	}

	String close() {
		procedure.keepWhatWasDone();
		String summary = words.say("%s changed; as it was: \"restore\": \"%s\"",
				"%s alterado; como era: \"restore\": \"%s\"", place(), copy.name());
		procedure.tell("done", "procedure-done", Severity.INFORMATION, Map.of("summary", summary));
		return summary;
	}

	private void phase(String keyword, String text) {
		procedure.board().phase(keyword, text);
	}

	private String place() {
		return request.edit().place();
	}

}
