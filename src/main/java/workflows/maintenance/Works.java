package workflows.maintenance;

import domain.profile.RoutineTask;
import workflows.steps.Procedure;

/** Who does tasks of which kind. */
final class Works {

	private final Procedure procedure;

	private final RoutineInput input;

	Works(Procedure procedure, RoutineInput input) {
		this.procedure = procedure;
		this.input = input;
	}

	Work of(RoutineTask.Kind kind) {
		return switch (kind) {
			case PROCEDURE -> new ProcedureWork(procedure, input);
			case PROBES -> new ProbesWork(procedure);
			case FIGURES -> new FiguresWork(procedure);
			case QUERIES -> new QueriesWork(procedure);
			case CLEAN_UP -> new CleanUpWork(procedure);
			case LOGS -> new InspectionsWork(procedure)::logs;
			case COMMAND -> new InspectionsWork(procedure)::command;
			case POLICIES -> new InspectionsWork(procedure)::policies;
			case AUTOSCALER -> new AutoscalerWork(procedure);
			case PEOPLE -> new PeopleWork(procedure);
		};
	}

}
