package domain.run;

/**
 * The run that a step belongs to. Part of every step's request, so that objects can be
 * labelled, evidence filed and plan mode obeyed without asking anybody.
 *
 * @param workflowId the workflow's id, the holder of locks
 * @param runId the first execution's run id: unique, and stable over resets and
 * continue-as-new
 * @param procedure the workflow type that the Temporal UI shows
 * @param system the profile's name
 * @param component the component, or null for a procedure on the whole system
 * @param mode whether steps change anything
 * @param language language of messages to people, a BCP 47 tag such as {@code pt-BR}
 */
public record Run(String workflowId, String runId, String procedure, String system, String component, Mode mode,
		String language) {

	/** True when no step of this run may change anything. */
	public boolean planning() {
		return mode == Mode.PLAN;
	}

}
