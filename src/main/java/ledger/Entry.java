package ledger;

import domain.backup.Backup;
import domain.check.Measurement;
import domain.gate.DecisionRecord;
import domain.report.Filed;
import domain.run.Change;
import java.time.Instant;

/**
 * One row to be filed. Keys are derived from the run: filing an entry twice, or in
 * another order, leaves the same ledger.
 */
sealed interface Entry {

	/** The run it belongs to. */
	String runId();

	/**
	 * Whether Temporal's history holds it too: if so it may be dropped and read again.
	 */
	boolean inHistory();

	/**
	 * The start or the end of a run.
	 *
	 * @param end null while it runs
	 * @param settled read from the history of a closed run
	 * @param authoritative read from a history, hence stands over what was filed live
	 */
	record RunEntry(String runId, String workflowId, String executionId, Instant executionStartedAt, String procedure,
			RunInput input, Instant startedAt, RunEnd end, boolean settled, boolean authoritative) implements Entry {

		@Override
		public boolean inHistory() {
			return true;
		}
	}

	/**
	 * Where a step stands.
	 *
	 * @param attempt number of the last attempt, 0 before the first
	 * @param settled read from a history that holds the step's end
	 */
	record StepEntry(String runId, String stepId, String name, String summary, int attempt, Instant scheduledAt,
			Instant startedAt, Instant endedAt, StepStatus status, FailureText failure, String result, String digest,
			boolean settled) implements Entry {

		@Override
		public boolean inHistory() {
			return true;
		}
	}

	/** One attempt of a step; the history keeps the last one only. */
	record AttemptEntry(String runId, String stepId, int attempt, Instant startedAt, Instant endedAt,
			FailureText failure) implements Entry {

		@Override
		public boolean inHistory() {
			return false;
		}
	}

	/** What a person decided. */
	record DecisionEntry(String runId, DecisionRecord decision) implements Entry {

		@Override
		public boolean inHistory() {
			return true;
		}
	}

	/** One look at one check. */
	record MeasurementEntry(String runId, String stage, Measurement measurement, boolean inHistory) implements Entry {

	}

	/** One thing that a step changed, or in plan mode would change. */
	record ChangeEntry(String runId, String stepId, int position, boolean planned, Change change) implements Entry {

		@Override
		public boolean inHistory() {
			return true;
		}
	}

	/** A backup as a step returned it. */
	record BackupEntry(String runId, Backup backup) implements Entry {

		@Override
		public boolean inHistory() {
			return true;
		}
	}

	/** A backup that retention has let go. */
	record RemovalEntry(String runId, String backup, Instant at) implements Entry {

		@Override
		public boolean inHistory() {
			return true;
		}
	}

	/**
	 * What became of a message on one channel.
	 *
	 * @param refusal null when the channel took it
	 */
	record MessageEntry(String runId, String key, String channel, String refusal, Instant toldAt) implements Entry {

		@Override
		public boolean inHistory() {
			return true;
		}
	}

	/** A report as a step kept it. */
	record ReportEntry(String runId, Filed report) implements Entry {

		@Override
		public boolean inHistory() {
			return true;
		}
	}

	/** Where a step stands, in a word. */
	enum StepStatus {

		SCHEDULED, RUNNING, RETRYING, COMPLETED, FAILED, TIMED_OUT, CANCELED

	}

}
