package workflows.maintenance;

import domain.maintenance.TaskEvidence;
import domain.profile.RoutineTask;
import domain.run.Outcome;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import workflows.steps.Procedure;

/** Another procedure as a child; it is a guest of the routine's lock. */
final class ProcedureWork implements Work {

	private final Procedure procedure;

	private final RoutineInput request;

	ProcedureWork(Procedure procedure, RoutineInput request) {
		this.procedure = procedure;
		this.request = request;
	}

	@Override
	public TaskEvidence work(RoutineTask task) {
		ChildWorkflowOptions options = ChildWorkflowOptions.newBuilder()
			.setWorkflowId(procedure.run().workflowId() + "/" + task.name())
			.setStaticSummary(task.title())
			// A routine that ends early lets its children undo what they began.
			.setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
			.build();
		Outcome outcome = Workflow.newUntypedChildWorkflowStub(task.procedure(), options)
			.execute(Outcome.class, input(task));
		List<String> findings = outcome.result() == Outcome.Result.REJECTED ? List.of(outcome.summary()) : List.of();
		return new TaskEvidence(outcome.summary(), null, findings, outcome.changes(), null);
	}

	private Map<String, Object> input(RoutineTask task) {
		Map<String, Object> input = new TreeMap<>(task.input());
		input.put("system", procedure.run().system());
		input.putIfAbsent("reason", procedure.run().procedure() + ": " + task.title());
		if (request.requestedBy() != null) {
			input.putIfAbsent("requestedBy", request.requestedBy());
		}
		if (request.freezeOverride() != null) {
			input.putIfAbsent("freezeOverride", request.freezeOverride());
		}
		if (procedure.run().planning()) {
			input.put("mode", "plan");
		}
		return input;
	}

}
