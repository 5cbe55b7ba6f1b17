package workflows.lifecycle;

import activities.Workloads;
import domain.failure.FailureKind;
import domain.lifecycle.RestartRequest;
import domain.lifecycle.Workload;
import domain.lifecycle.WorkloadRequest;
import domain.lifecycle.WorkloadState.Condition;
import domain.lifecycle.WorkloadState;
import domain.people.Severity;
import domain.profile.ComponentProfile;
import domain.run.Change;
import java.util.List;
import java.util.Map;
import workflows.steps.Failures;
import workflows.steps.Parts;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Survey;
import workflows.steps.Wellbeing;
import workflows.steps.Words;

/** What a restart of one component is made of. */
final class ComponentSteps {

	private final Procedure procedure;

	private final Words words;

	private final ComponentProfile component;

	private final Workload workload;

	private WorkloadState found;

	private ComponentSteps(Procedure procedure, ComponentProfile component) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.component = component;
		this.workload = new Parts(procedure.profile()).workload(component);
	}

	static ComponentSteps of(Procedure opened, String named) {
		ComponentProfile component = new Parts(opened.profile()).named(named);
		return new ComponentSteps(opened.on(component.name()), component);
	}

	Procedure procedure() {
		return procedure;
	}

	Workload workload() {
		return workload;
	}

	ComponentProfile component() {
		return component;
	}

	WorkloadState found() {
		return found;
	}

	void inspectPlace() {
		new Survey(procedure).inspectPlace(workload);
	}

	WorkloadState observe() {
		WorkloadState state = new Survey(procedure).observe(workload);
		procedure.board().note(component.name() + ": " + state.inWords());
		return state;
	}

	void requireRunning() {
		found = observe();
		if (found.condition() == Condition.ABSENT) {
			throw Failures.of(FailureKind.NOT_FOUND, found.detail());
		}
		if (!found.asked()) {
			throw Failures.of(FailureKind.NOT_READY,
					words.say("%s is stopped, and a restart would start it: use StartSystem",
							"%s está parado, e um restart o iniciaria: use StartSystem", component.name()));
		}
		procedure.tell("started", "procedure-started", Severity.INFORMATION, Map.of());
	}

	void startAnew() {
		procedure.refuseInFreeze();
		procedure.board().phase("restart", words.say("Restarting %s", "Reiniciando %s", component.name()));
		procedure.undo()
			.register(words.say("end the restart of %s", "encerrar o restart de %s", component.name()),
					this::endRestart);
		procedure.changed(Steps
			.slow(Workloads.class, words.say("Restart %s", "Reiniciar %s", component.name()), workload.readyWithin())
			.restartWorkload(new RestartRequest(procedure.run(), workload, found.incarnation()))
			.changes());
	}

	private String endRestart() {
		List<Change> ended = Steps
			.undo(Workloads.class, words.say("End the restart of %s", "Encerrar o restart de %s", component.name()),
					workload.readyWithin())
			.endRestart(new WorkloadRequest(procedure.run(), workload))
			.changes();
		return ended.isEmpty()
				? words.say("%s keeps the instances that it has now", "%s fica com as instâncias atuais",
						component.name())
				: words.say("%s has the pods of before", "%s está com os pods de antes", component.name());
	}

	void checkSmoke() {
		new Wellbeing(procedure).requireSmoke(component, null);
	}

	void checkProbes() {
		new Wellbeing(procedure).requireProbes(component);
	}

	String close() {
		procedure.keepWhatWasDone();
		String summary = words.say("%s restarted", "%s reiniciado", component.name());
		procedure.tell("done", "procedure-done", Severity.INFORMATION, Map.of("summary", summary));
		return summary;
	}

}
