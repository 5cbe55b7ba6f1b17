package domain.probe;

import domain.profile.HealthCheckProfile;
import java.time.Instant;

/**
 * What people believe about a probe, and what speaks against it. A belief changes after
 * several answers in a row, so one that flaps changes nothing.
 *
 * @param state what people believe
 * @param since since when, or null for what was never told
 * @param last the last answer
 * @param streak answers in a row that speak against the belief
 * @param askedAt when the last answer that counted was asked for
 * @param runId the run whose answer counted last
 * @param changedBy the run that changed the belief last, or null
 * @param changedFrom what was believed before that, or null
 * @param changedSince since when that was believed, or null
 */
public record Belief(Health state, Instant since, Health last, int streak, Instant askedAt, String runId,
		String changedBy, Health changedFrom, Instant changedSince) {

	/**
	 * What is believed of a probe that never answered: nobody is told that it is well.
	 */
	public static Belief first() {
		return new Belief(Health.HEALTHY, null, Health.HEALTHY, 0, Instant.EPOCH, "", null, null, null);
	}

	/**
	 * The belief after an answer. An answer of a run that has counted already, or that is
	 * older than the last one, counts no more.
	 */
	public Belief after(Health answer, HealthCheckProfile rules, String run, Instant asked) {
		if (run.equals(runId) || asked.isBefore(askedAt)) {
			return this;
		}
		if (answer == state) {
			return new Belief(state, since, answer, 0, asked, run, changedBy, changedFrom, changedSince);
		}
		int against = continues(answer) ? streak + 1 : 1;
		int needed = answer == Health.HEALTHY ? rules.healthyAfter() : rules.failedAfter();
		return against < needed
				? new Belief(state, since, answer, against, asked, run, changedBy, changedFrom, changedSince)
				: new Belief(answer, asked, answer, 0, asked, run, run, state, since);
	}

	/** Whether the belief was changed by this run. */
	public boolean changedIn(String run) {
		return run.equals(changedBy);
	}

	/**
	 * While it is believed to be well any bad answer speaks against that: one that is now
	 * degraded, now failed is not well.
	 */
	private boolean continues(Health answer) {
		boolean badAgain = state == Health.HEALTHY && last != Health.HEALTHY;
		return streak > 0 && (last == answer || badAgain);
	}

}
