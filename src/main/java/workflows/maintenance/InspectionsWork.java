package workflows.maintenance;

import activities.Inspections;
import domain.lifecycle.Workload;
import domain.maintenance.CommandRequest;
import domain.maintenance.LogsRequest;
import domain.maintenance.PoliciesRequest;
import domain.maintenance.TaskEvidence;
import domain.profile.RoutineCommand;
import domain.profile.RoutineTask;
import domain.profile.SecretReferences;
import domain.profile.SystemProfile;
import java.util.List;
import workflows.steps.Parts;
import workflows.steps.Procedure;
import workflows.steps.Steps;

/** Logs, programs and policies: a step each. */
final class InspectionsWork {

	private final Procedure procedure;

	private final SystemProfile profile;

	InspectionsWork(Procedure procedure) {
		this.procedure = procedure;
		this.profile = procedure.profile();
	}

	TaskEvidence logs(RoutineTask task) {
		List<Workload> workloads = new Parts(profile).all()
			.stream()
			.filter(workload -> task.logs().components().isEmpty()
					|| task.logs().components().contains(workload.component()))
			.toList();
		return step(task).reviewLogs(
				new LogsRequest(procedure.run(), task.name(), workloads, task.logs(), SecretReferences.of(profile)));
	}

	TaskEvidence command(RoutineTask task) {
		RoutineCommand command = task.command();
		if (procedure.run().planning()) {
			return TaskEvidence.of(String.join(" ", command.command()));
		}
		Parts parts = new Parts(profile);
		Workload workload = command.component() == null ? null : parts.workload(parts.named(command.component()));
		return step(task).runCommand(new CommandRequest(procedure.run(), task.name(), command,
				profile.target(command.target()).orElseThrow(), workload, task.within(), SecretReferences.of(profile)));
	}

	TaskEvidence policies(RoutineTask task) {
		return step(task).checkPolicies(new PoliciesRequest(procedure.run(), task.policies(), profile.targets()));
	}

	private static Inspections step(RoutineTask task) {
		return Steps.slow(Inspections.class, task.title(), task.within());
	}

}
