package bench.procedures;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** An activity stub, a signal, nothing else. */
public class BareImpl implements Bare {

	private final Touches touches = Workflow.newActivityStub(Touches.class,
			ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofMinutes(1)).build());

	private int approvals;

	@Override
	public void run(Ours.Work work) {
		for (int step = 0; step < work.steps(); step++) {
			touches.touch(work.key() + "/" + step);
		}
		for (int gate = 0; gate < work.gates(); gate++) {
			int seen = gate;
			Workflow.await(() -> approvals > seen);
			touches.touch(work.key() + "/gate-" + gate);
		}
	}

	@Override
	public void approve() {
		approvals++;
	}

}
