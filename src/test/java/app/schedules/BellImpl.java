package app.schedules;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Map;
import workflows.steps.RunTime;

/** Sleeps as long as it is told. */
public class BellImpl implements Bell {

	@Override
	public String ring(Map<String, Object> input) {
		Workflow.sleep(Duration.ofSeconds(((Number) input.getOrDefault("seconds", 0)).longValue()));
		return RunTime.scheduled().toString();
	}

}
