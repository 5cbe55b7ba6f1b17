package bench.procedures;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** The same steps and waits with nothing but the SDK. */
@WorkflowInterface
public interface Bare {

	@WorkflowMethod(name = "BenchBare")
	void run(Ours.Work work);

	@SignalMethod
	void approve();

}
