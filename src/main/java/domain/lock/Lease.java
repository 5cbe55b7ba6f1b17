package domain.lock;

import java.time.Instant;

/**
 * A lock that is held.
 *
 * @param fence number of the lease, growing with every lease of the system
 * @param scope the component, or {@code *} for the whole system
 * @param holder workflow id of the holder
 * @param runId its run id
 * @param procedure its workflow type
 * @param reason why
 * @param shared whether others may hold it too
 * @param since since when
 * @param urgent whether it was taken in an emergency: another emergency does not end it
 */
public record Lease(long fence, String scope, String holder, String runId, String procedure, String reason,
		boolean shared, Instant since, boolean urgent) {

	/** Whether another lease on a scope can stand beside this one. */
	public boolean admits(String otherScope, boolean otherShared) {
		boolean overlap = scope.equals("*") || otherScope.equals("*") || scope.equals(otherScope);
		return !overlap || (shared && otherShared);
	}

}
