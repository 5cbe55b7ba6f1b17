package targets.kubernetes.velero;

import java.util.Arrays;

/**
 * How far a Backup or Restore is. New versions of Velero add phases: one that is not
 * known here is an end of nothing.
 */
enum Phase {

	NEW("New", End.NONE), QUEUED("Queued", End.NONE), READY_TO_START("ReadyToStart", End.NONE),
	FAILED_VALIDATION("FailedValidation", End.BAD), IN_PROGRESS("InProgress", End.NONE),
	WAITING("WaitingForPluginOperations", End.NONE),
	WAITING_PARTIALLY_FAILED("WaitingForPluginOperationsPartiallyFailed", End.NONE),
	/** What is there cannot be used yet. */
	FINALIZING("Finalizing", End.NONE), FINALIZING_PARTIALLY_FAILED("FinalizingPartiallyFailed", End.NONE),
	/** Velero is done; nothing is said about what it did. */
	COMPLETED("Completed", End.DONE), PARTIALLY_FAILED("PartiallyFailed", End.BAD), FAILED("Failed", End.BAD),
	/** A backup that is going away. */
	DELETING("Deleting", End.BAD), UNKNOWN("", End.NONE);

	private final String text;

	private final End end;

	Phase(String text, End end) {
		this.text = text;
		this.end = end;
	}

	/** The phase that Velero writes; no word at all is the begin. */
	static Phase of(String text) {
		if (text == null || text.isEmpty()) {
			return NEW;
		}
		return Arrays.stream(values()).filter((phase) -> phase.text.equals(text)).findFirst().orElse(UNKNOWN);
	}

	/** Whether Velero does no more about it. */
	boolean ended() {
		return this.end != End.NONE;
	}

	boolean completed() {
		return this.end == End.DONE;
	}

	private enum End {

		NONE, DONE, BAD

	}

}
