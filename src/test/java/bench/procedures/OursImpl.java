package bench.procedures;

import domain.run.Mode;
import io.temporal.spring.boot.WorkflowImpl;
import workflows.steps.Gate;
import workflows.steps.Opening;
import workflows.steps.Procedure;
import workflows.steps.Steps;

/** Everything that a procedure has around its steps: profile, lock, board, evidence. */
@WorkflowImpl(taskQueues = "operations")
public class OursImpl implements Ours {

	@Override
	public void run(Work work) {
		Procedure procedure = Procedure
			.open(new Opening(work.system(), work.component(), "bench", "bench", Mode.EXECUTE, null));
		procedure.conduct(() -> {
			for (int step = 0; step < work.steps(); step++) {
				Steps.safe(Touches.class, "touch").touch(work.key() + "/" + step);
			}
			for (int gate = 0; gate < work.gates(); gate++) {
				procedure.ask(new Gate.Question("gate-" + gate, "bench", "Go on?"));
				Steps.safe(Touches.class, "touch").touch(work.key() + "/gate-" + gate);
			}
			return "done";
		});
	}

}
