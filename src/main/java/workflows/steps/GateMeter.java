package workflows.steps;

import com.uber.m3.util.Duration;
import io.temporal.workflow.Workflow;
import java.util.Locale;
import java.util.Map;

/** Measures how long gates wait for people. */
final class GateMeter {

	private GateMeter() {
	}

	/** Records the wait of a gate that has just been taken away. */
	static void waited(Gate gate) {
		Workflow.getMetricsScope()
			.tagged(Map.of("procedure", Workflow.getInfo().getWorkflowType(), "gate", gate.question().rules(),
					"decision", gate.settlement().name().toLowerCase(Locale.ROOT)))
			.timer("holdfast_gate_wait")
			.record(Duration.ofMillis(java.time.Duration.between(gate.opened(), Board.now()).toMillis()));
	}

}
