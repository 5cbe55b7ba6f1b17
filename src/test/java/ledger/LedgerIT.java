package ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import domain.backup.Backup;
import domain.backup.Holding;
import domain.backup.Verification;
import domain.check.Measurement;
import domain.check.Verdict;
import domain.gate.DecisionRecord;
import domain.profile.ProtectedStore;
import domain.report.Filed;
import domain.report.Report;
import domain.report.Reports;
import domain.report.Trends;
import domain.run.Mode;
import domain.run.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import local.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger's writing, against a real PostgreSQL that goes away and comes back. */
class LedgerIT {

	private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123456789Z");

	private static final Run RUN = new Run("canary", "run-1", "CanaryDeploy", "agente-ia", "agente-api", Mode.EXECUTE,
			"en");

	@TempDir
	Path folder;

	private EmbeddedLedger stack;

	@BeforeEach
	void startServer() {
		stack = new EmbeddedLedger(folder.resolve("data"), 50);
	}

	@AfterEach
	void stopServer() {
		stack.close();
	}

	@Test
	void evidenceGivenWhileTheDatabaseIsDownIsFiledWhenItIsBack() {
		stack.stopServer();
		stack.ledger.start();
		for (int look = 0; look < 30; look++) {
			stack.evidence.measured(RUN, "25 %", List.of(look(NOON.plusSeconds(look))));
		}
		stack.evidence.decided(RUN, decision("approve"));
		assertThat(stack.evidence.messageSent(RUN, "started", "slack")).isFalse();
		await().until(() -> !"not reached yet".equals(stack.ledger.problem()));
		assertThat(stack.ledger.reachable()).isFalse();

		stack.startServer();

		await().atMost(Patience.LIMIT).until(() -> stack.ledger.reachable() && stack.ledger.queued() == 0);
		assertThat(stack.count("measurements")).isEqualTo(30);
		assertThat(stack.count("decisions")).isEqualTo(1);
		stack.stopServer();
		stack.evidence.decided(RUN, decision("abort"));
		stack.startServer();
		await().atMost(Patience.LIMIT).until(() -> stack.ledger.queued() == 0);
		assertThat(stack.count("decisions")).isEqualTo(2);
		assertThat(stack.ledger.lost()).isZero();
	}

	@Test
	void writingEverythingTwiceLeavesOneRowOfEach() {
		stack.ledger.start();
		Report report = Reports.whole("en");
		for (int twice = 0; twice < 2; twice++) {
			stack.queue.add(new Entry.ReportEntry(RUN.runId(), filed(report)));
			stack.evidence.decided(RUN, decision("approve"));
			stack.evidence.measured(RUN, "25 %", List.of(look(NOON)));
			stack.queue.add(new Entry.MessageEntry(RUN.runId(), "started", "slack", null, NOON));
			stack.queue.add(new Entry.AttemptEntry(RUN.runId(), "step", 1, NOON, NOON.plusSeconds(1),
					new FailureText("TRANSIENT", "a\u0000b")));
		}
		await().until(() -> stack.ledger.reachable() && stack.ledger.queued() == 0);
		assertThat(stack.count("decisions")).isEqualTo(1);
		assertThat(stack.count("measurements")).isEqualTo(1);
		assertThat(stack.count("attempts")).isEqualTo(1);
		// A ledger that is slow to answer is like one that knows nothing: asked again.
		await().until(() -> stack.evidence.messageSent(RUN, "started", "slack"));
		assertThat(stack.evidence.messageSent(RUN, "started", "email")).isFalse();
		FigureBook book = new FigureRows(stack.ledger, stack.database);
		assertThat(book.earlier(report).points()).as("a report does not count itself").isEmpty();
		assertThat(book.earlier(Reports.next())).satisfies(trends -> {
			assertThat(trends.missing()).isNull();
			assertThat(trends.of("rto")).singleElement().extracting(Trends.Point::value).isEqualTo(90.0);
		});
		stack.stopServer();
		assertThat(book.earlier(Reports.next()).missing()).isNotNull();
	}

	@Test
	void anEntryThatTheDatabaseRefusesDoesNotHoldUpTheOthers() {
		stack.queue.add(new Entry.StepEntry(RUN.runId(), "broken", "step", null, 1, NOON, NOON, NOON,
				Entry.StepStatus.COMPLETED, null, "no json", null, false));
		stack.evidence.decided(RUN, decision("approve"));
		stack.ledger.start();
		await().until(() -> stack.ledger.reachable() && stack.ledger.queued() == 0);
		assertThat(stack.count("decisions")).isEqualTo(1);
		assertThat(stack.count("steps")).isZero();
		assertThat(stack.ledger.lost()).isEqualTo(1);
	}

	@Test
	void droppedTablesAreMadeAgain() {
		stack.ledger.start();
		await().until(() -> stack.ledger.reachable());
		stack.database.sql("DROP SCHEMA public CASCADE").update();
		stack.database.sql("CREATE SCHEMA public").update();
		stack.evidence.decided(RUN, decision("approve"));
		await().atMost(Patience.LIMIT).until(() -> stack.ledger.queued() == 0);
		assertThat(stack.count("decisions")).isEqualTo(1);
	}

	@Test
	void theCatalogueSaysWhatIsUsualWhatIsProvenAndWhatNobodyHasVerified() {
		stack.schema.prepare();
		stack.ledger.start();
		await().atMost(Patience.LIMIT).until(() -> stack.ledger.reachable());
		Inventory inventory = new InventoryRows(stack.ledger, stack.database);
		assertThat(inventory.holdings()).hasValueSatisfying(none -> assertThat(none).isEmpty());
		for (int day = 0; day < 4; day++) {
			Backup backup = backup("daily", day, 1000 + day);
			stack.writer.write(List.of(new Entry.BackupEntry("run",
					day == 1 ? backup.proven(new Verification(NOON, "run", Verification.Depth.RESTORED))
							: backup.proven(new Verification(NOON, "run", Verification.Depth.READABLE)))));
		}
		stack.writer.write(List.of(new Entry.BackupEntry("run", backup("unknown", 9, 7)),
				new Entry.RemovalEntry("run", "daily0", NOON)));
		Instant proven = Instant.parse("2026-01-02T12:00:00.123456Z");
		assertThat(inventory.holdings())
			.hasValueSatisfying(all -> assertThat(all).containsExactly(
					new Holding("agente-ia", "database", "daily", Instant.parse("2026-01-05T12:00:00.123456Z"), 1003,
							1001.0, proven, 0),
					new Holding("agente-ia", "database", "unknown", null, 0, null, proven, 1)));
	}

	private static Backup backup(String kind, int day, long bytes) {
		return new Backup(kind + day, "database", kind, "/backups", bytes, "", NOON.plus(Duration.ofDays(day)),
				new TreeMap<>(), false, 1, "agente-ia", ProtectedStore.Engine.POSTGRESQL, null, null, List.of(), null,
				null, null);
	}

	@Test
	void aFullQueueDropsWhatTheHistoryHoldsAndNotesItsRun() {
		for (int entry = 0; entry < 60; entry++) {
			stack.queue.add(new Entry.DecisionEntry("run-" + entry, decision("approve")));
			stack.evidence.measured(RUN, "25 %", List.of(look(NOON.plusSeconds(entry))));
		}
		assertThat(stack.queue.lost()).isZero();
		assertThat(stack.queue.takeDroppedRuns()).contains("run-59").doesNotContain("run-0");
		assertThat(stack.queue.takeDroppedRuns()).isEmpty();
	}

	private static Filed filed(Report report) {
		return new Filed(report.name(), report.title(), report.run().procedure(), report.run().system(),
				report.subject(), report.ended(), report.verdict(), "PASSED", report.figures(), List.of(), null);
	}

	private static DecisionRecord decision(String verb) {
		return new DecisionRecord(verb, null, "ana", "looks good", NOON, true, null);
	}

	private static Measurement look(Instant at) {
		return new Measurement("errors", Verdict.PASS, 0.2, null, "<= 1 %", "%", 900.0, at, "sum(x)", null);
	}

}
