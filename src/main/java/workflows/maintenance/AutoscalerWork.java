package workflows.maintenance;

import activities.Workloads;
import domain.lifecycle.Adjusted;
import domain.lifecycle.AutoscalerRequest;
import domain.lifecycle.Bounds;
import domain.lifecycle.Workload;
import domain.lifecycle.WorkloadState;
import domain.maintenance.Figure;
import domain.maintenance.TaskEvidence;
import domain.profile.RoutineTask;
import domain.run.Mode;
import domain.run.Run;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import workflows.steps.Board;
import workflows.steps.Parts;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Survey;
import workflows.steps.Words;

/**
 * Asks an autoscaler for one instance more than there is, waits until it is ready, and
 * puts the bounds back whatever happens.
 */
final class AutoscalerWork implements Work {

	private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

	private static final Duration LONGEST = Duration.ofMinutes(10);

	private final Procedure procedure;

	private final Words words;

	AutoscalerWork(Procedure procedure) {
		this.procedure = procedure;
		this.words = procedure.words();
	}

	@Override
	public TaskEvidence work(RoutineTask task) {
		Parts parts = new Parts(procedure.profile());
		Workload workload = parts.workload(parts.named(task.component()));
		WorkloadState before = new Survey(procedure).observe(workload);
		int wanted = before.wanted() + 1;
		Bounds found = look(workload, wanted).bounds();
		if (found == null) {
			return finding(words.say("%s has no autoscaler", "%s não tem autoscaler", task.component()));
		}
		if (found.maximum() != null && wanted > found.maximum()) {
			return finding(words.say("%s has all the instances that its autoscaler may give: %s",
					"%s tem todas as instâncias que seu autoscaler pode dar: %s", task.component(), found));
		}
		if (procedure.run().planning()) {
			return TaskEvidence.of(words.say("%s to %d and back", "%s a %d e de volta", task.component(), wanted));
		}
		try {
			set(words.say("Ask the autoscaler of %s for %d", "Pedir ao autoscaler de %s %d", task.component(), wanted),
					workload, new Bounds(wanted, null, null));
			return seen(task, workload, wanted);
		}
		finally {
			Workflow
				.newDetachedCancellationScope(
						() -> Steps
							.undo(Workloads.class,
									words.say("Put the autoscaler of %s back", "Devolver o autoscaler de %s",
											task.component()),
									Duration.ofMinutes(1))
							.limitAutoscaler(new AutoscalerRequest(procedure.run(), workload, found)))
				.run();
		}
	}

	/** What there is, without changing it. */
	private Adjusted look(Workload workload, int wanted) {
		Run run = procedure.run();
		Run looking = new Run(run.workflowId(), run.runId(), run.procedure(), run.system(), run.component(), Mode.PLAN,
				run.language());
		return Steps.safe(Workloads.class, words.say("How the autoscaler stands", "Como está o autoscaler"))
			.limitAutoscaler(new AutoscalerRequest(looking, workload, new Bounds(wanted, null, null)));
	}

	private void set(String step, Workload workload, Bounds bounds) {
		Steps.safe(Workloads.class, step).limitAutoscaler(new AutoscalerRequest(procedure.run(), workload, bounds));
	}

	private TaskEvidence seen(RoutineTask task, Workload workload, int wanted) {
		Instant since = Board.now();
		Survey survey = new Survey(procedure);
		while (Board.now().isBefore(since.plus(LONGEST))) {
			Workflow.sleep(BETWEEN_LOOKS);
			if (survey.observe(workload).ready() >= wanted) {
				double took = Duration.between(since, Board.now()).toSeconds();
				Figure figure = new Figure("scaled-within", took, "s", (double) LONGEST.toSeconds(), null, true, null);
				return new TaskEvidence(words.say("%s was scaled to %d and put back",
						"%s foi escalado a %d e devolvido", task.component(), wanted), List.of(figure), null, null,
						null);
			}
		}
		return finding(words.say("%s was not scaled to %d within %s", "%s não foi escalado a %d em %s",
				task.component(), wanted, LONGEST));
	}

	private static TaskEvidence finding(String what) {
		return new TaskEvidence(what, null, List.of(what), null, null);
	}

}
