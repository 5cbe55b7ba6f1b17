package workflows.maintenance;

import domain.maintenance.TaskEvidence;
import domain.profile.RoutineTask;
import java.util.List;
import workflows.steps.Gate;
import workflows.steps.Procedure;
import workflows.steps.Words;

/** What people do: a checklist, said to be done at a gate; silence is a finding. */
final class PeopleWork implements Work {

	private final Procedure procedure;

	private final Words words;

	PeopleWork(Procedure procedure) {
		this.procedure = procedure;
		this.words = procedure.words();
	}

	@Override
	public TaskEvidence work(RoutineTask task) {
		String items = String.join("; ", task.items());
		if (procedure.run().planning()) {
			return TaskEvidence.of(words.say("people would be asked to do: %s", "seria pedido às pessoas: %s", items));
		}
		Gate gate = procedure.gates()
			.ask(new Gate.Question(task.name(), "maintenance",
					words.say("%s%s: %s. Approve when it is done, reject when it is not.",
							"%s%s: %s. Aprove quando estiver feito, rejeite se não estiver.", task.title(),
							task.owner() == null ? "" : " (" + task.owner() + ")", items),
					false, task.within().minusMinutes(1)));
		if (gate.approved()) {
			return TaskEvidence.of(words.say("done, says %s", "feito, diz %s", gate.inWords()));
		}
		String why = gate.inWords().isEmpty() ? words.say("nobody said in time that it was done: %s",
				"ninguém disse a tempo que foi feito: %s", items)
				: words.say("not done, says %s", "não feito, diz %s", gate.inWords());
		return new TaskEvidence(why, null, List.of(why), null, null);
	}

}
