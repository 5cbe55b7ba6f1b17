package app.schedules;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.Map;

/** A procedure that does nothing but take its time. */
@WorkflowInterface
public interface Bell {

	/**
	 * Rings.
	 * @param input {@code seconds}: how long
	 * @return the time it was scheduled for, as ISO text
	 */
	@WorkflowMethod
	String ring(Map<String, Object> input);

}
