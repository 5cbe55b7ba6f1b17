package ledger;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Writes entries as idempotent upserts; several in one transaction. */
class EntryWriter {

	private final TransactionOperations transaction;

	private final RunRows runs;

	private final EvidenceRows evidence;

	private final ReportRows reports;

	EntryWriter(JdbcClient database, TransactionOperations transaction) {
		this.transaction = transaction;
		this.runs = new RunRows(database);
		this.evidence = new EvidenceRows(database);
		this.reports = new ReportRows(database);
	}

	/** Writes all or none. */
	void write(List<Entry> entries) {
		transaction.executeWithoutResult(status -> entries.forEach(this::write));
	}

	private void write(Entry entry) {
		switch (entry) {
			case Entry.RunEntry run -> runs.write(run);
			case Entry.StepEntry step -> runs.write(step);
			case Entry.AttemptEntry attempt -> runs.write(attempt);
			case Entry.DecisionEntry decision -> evidence.write(decision);
			case Entry.MeasurementEntry measurement -> evidence.write(measurement);
			case Entry.ChangeEntry change -> evidence.write(change);
			case Entry.BackupEntry backup -> evidence.write(backup);
			case Entry.RemovalEntry removal -> evidence.write(removal);
			case Entry.MessageEntry message -> evidence.write(message);
			case Entry.ReportEntry report -> reports.write(report);
		}
	}

}
