package domain.lock;

import java.time.Duration;

/**
 * A wish for a system's lock.
 *
 * @param system the system
 * @param scope the component, or {@code *} for the whole system
 * @param holder workflow id of the run that wants it
 * @param runId its run id
 * @param procedure its workflow type
 * @param reason why, in words
 * @param shared whether others may hold it too
 * @param patience how long to wait for it; zero or null: refuse at once
 * @param preempts whether the holder is told to abort (emergencies)
 * @param guestOf workflow id of the run that started this one as a part of its own work,
 * whose lease is not in its way; null when nobody did
 */
public record LockRequest(String system, String scope, String holder, String runId, String procedure, String reason,
		boolean shared, Duration patience, boolean preempts, String guestOf) {

	public LockRequest {
		patience = patience == null ? Duration.ZERO : patience;
	}

	/** The same wish for another scope. */
	public LockRequest within(String other) {
		return new LockRequest(system, other, holder, runId, procedure, reason, shared, patience, preempts, guestOf);
	}

	/** The same wish in an emergency: the holder is told to abort, and waited for. */
	public LockRequest preempting(Duration longest) {
		return new LockRequest(system, scope, holder, runId, procedure, reason, shared, longest, true, guestOf);
	}

	/** Of a run that is no part of another. */
	public LockRequest(String system, String scope, String holder, String runId, String procedure, String reason,
			boolean shared, Duration patience, boolean preempts) {
		this(system, scope, holder, runId, procedure, reason, shared, patience, preempts, null);
	}

}
