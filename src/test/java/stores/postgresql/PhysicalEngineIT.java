package stores.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import domain.backup.Backup;
import domain.backup.Finding;
import domain.backup.Findings;
import domain.backup.LogRange;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.failure.PermanentFailure;
import domain.profile.CanaryRow;
import domain.profile.IntegrityCheck;
import domain.profile.PostgresqlProfile;
import domain.profile.RestoreProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import local.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import stores.Progress;
import stores.Shelf;

/**
 * A real server backed up with its log, and brought back as of a moment; the backups are
 * made once and used by every test.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PhysicalEngineIT {

	private static final Progress SILENT = Shop.SILENT;

	private static final String EVENTS = "SELECT count(*) FROM events";

	@TempDir
	static Path folder;

	private static PostgresServer server;

	private static Shop shop;

	private static Source source;

	private static PhysicalEngine engine;

	private static final CanaryRow CANARY = new CanaryRow("public.holdfast_canary", null, null);

	private static final PhysicalCanary canaries = new PhysicalCanary(Shop.PASSWORD);

	private static Instant marked;

	private static Backup full;

	private static Backup first;

	private static Backup second;

	/** Between the first thousand events and the next five hundred. */
	private static Instant between;

	@BeforeAll
	static void backUp() throws IOException {
		server = new PostgresServer(Files.createDirectory(folder.resolve("server")));
		server.start();
		server.createDatabase("shop");
		server.execute("shop", "CREATE TABLE events (id int PRIMARY KEY, at timestamptz DEFAULT now())");
		engine = new PhysicalEngine(Shop.PASSWORD);
		RestoreProfile restore = new RestoreProfile(null, null, null, null, null,
				List.of(new IntegrityCheck("events in order", "SELECT count(*) = max(id) FROM events", null)), null,
				null);
		shop = new Shop(server, engine, folder.resolve("backups"), List.of("public.events"), restore,
				new PostgresqlProfile(2, folder.resolve("instances").toString(), server.programs().toString(), null));
		source = shop.source;
		server.execute("shop", "CREATE TABLE holdfast_canary (name text PRIMARY KEY, marked_at timestamptz NOT NULL)");
		full = take("full", "run-0");
		marked = canaries.stamp(source, CANARY, "backup").at();
		server.execute("shop", "INSERT INTO events SELECT generate_series(1, 1000)");
		between = Instant.parse(server
			.rows("shop", "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
			.getFirst());
		canaries.stamp(source, CANARY, "backup");
		server.execute("shop", "INSERT INTO events SELECT generate_series(1001, 1500)");
		first = take("incremental", "run-1");
		server.execute("shop", "DROP TABLE events");
		second = take("incremental", "run-2");
	}

	@AfterAll
	static void stopServer() {
		server.stop();
	}

	@Test
	@Order(1)
	void everyBackupIsReadBackAndSaysWhatItNeeds() {
		for (Backup backup : List.of(full, first, second)) {
			assertThat(refusal(backup)).isEmpty();
		}
		assertThat(full.rows()).containsEntry("public.events", 0L);
		assertThat(full.log().quiet()).isTrue();
		assertThat(engine.needs(second, shelf().usable())).extracting(Backup::id)
			.containsExactly(full.id(), first.id());
		assertThat(engine.holdsUntil(full)).isAfterOrEqualTo(full.recoveryPoint());
	}

	@Test
	@Order(2)
	void aDrillBringsTheServerBackAsOfAMomentBetweenTwoBackups() {
		Backup wanted = engine.asOf(between, shelf().entries()).getFirst().backup();
		assertThat(wanted.id()).isEqualTo(first.id());
		RestoreRequest drill = request("drill-1", wanted, Place.Purpose.DRILL);
		engine.restore(drill, shelf().parts(wanted), SILENT);
		engine.restore(drill, shelf().parts(wanted), SILENT);
		assertThat(engine.look(source, drill.place(), SILENT).contents().rows()).containsEntry("public.events", 1000L);
		Findings findings = engine.check(drill, SILENT).in("en");
		assertThat(findings.all()).extracting(Finding::what).contains("tables", "events in order");
		assertThat(findings.good()).as(findings.toString()).isTrue();
		assertThat(engine.places(source)).containsExactly(drill.place());
		assertThat(canaries.newest(source, CANARY, drill.place()).at()).as("of two, that of before the moment")
			.isEqualTo(marked);
		Findings service = canaries.ask(source, drill.place(), List.of()).in("en");
		assertThat(service.good()).as(service.toString()).isTrue();
		engine.drop(drill, SILENT);
		engine.drop(drill, SILENT);
		assertThat(engine.places(source)).isEmpty();
		assertThat(folder.resolve("instances")).isEmptyDirectory();
	}

	@Test
	@Order(3)
	void aDroppedTableComesBackOnTheRealServerAndGoesAgainOnRequest() {
		RestoreRequest request = request("restore-1", first, Place.Purpose.RESTORED);
		engine.restore(request, shelf().parts(first), SILENT);
		Findings findings = engine.check(request, SILENT).in("en");
		assertThat(findings.good()).as(findings.toString()).isTrue();
		engine.activate(request, SILENT);
		assertThat(server.rows("shop", EVENTS)).containsExactly("1500");
		engine.putBack(request, SILENT);
		assertThat(server.rows("shop", "SELECT count(*) FROM pg_class WHERE relname = 'events'")).containsExactly("0");
		engine.drop(request, SILENT);
		assertThat(engine.places(source)).isEmpty();
		assertThat(folder.resolve("instances")).isEmptyDirectory();
	}

	@Test
	@Order(4)
	void aFullBackupAloneIsBroughtBackExactly() {
		RestoreRequest drill = request("drill-2", full, Place.Purpose.DRILL);
		engine.restore(drill, shelf().parts(full), SILENT);
		assertThat(engine.check(drill, SILENT).in("en").all()).extracting(Finding::inWords)
			.contains("rows of public.events: 0");
		engine.drop(drill, SILENT);
	}

	@Test
	@Order(4)
	void aRestoreThatIsNoLongerWantedLeavesNoServerBehind() {
		RestoreRequest drill = request("drill-3", full, Place.Purpose.DRILL);
		Progress stop = how -> {
			if (how.startsWith("replaying")) {
				throw new IllegalStateException("cancelled");
			}
		};
		assertThatThrownBy(() -> engine.restore(drill, shelf().parts(full), stop)).hasMessage("cancelled");
		assertThat(ProcessHandle.allProcesses().map(each -> each.info().commandLine().orElse("")))
			.noneMatch(line -> line.contains(drill.place().name()));
		engine.drop(drill, SILENT);
	}

	@Test
	@Order(5)
	void aMomentBeforeTheFullBackupAndAGapAreRefusedBeforeAnythingIsDone() {
		List<Backup> kept = shelf().usable();
		assertThatThrownBy(() -> engine.needs(first.asOf(full.recoveryPoint().minusSeconds(60)), kept))
			.hasMessageContaining("every full backup ended after");
		assertThatThrownBy(() -> engine.needs(second, List.of(full, second))).isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("the log has a gap");
	}

	@Test
	@Order(6)
	void backupsThatAreNotWhatTheySayAreRefusedWithTheirReason() throws IOException {
		LogRange log = first.log();
		assertThat(
				refusal(claiming(first, new LogRange("1", 1, log.from(), log.until(), log.mark(), log.end(), false))))
			.hasValueSatisfying(why -> assertThat(why).contains("not of 1"));
		assertThat(refusal(
				claiming(first, new LogRange(log.server(), 1, "0/7000000", "0/8000000", log.mark(), log.end(), false))))
			.hasValueSatisfying(why -> assertThat(why).contains("its log is not of 0/7000000"));
		assertThat(refusal(claiming(full, new LogRange("1", 1, "0/0", "0/0", null, log.end(), false))))
			.hasValueSatisfying(why -> assertThat(why).contains("it is of server"));
		Path file = folder.resolve("backups").resolve(full.parts().getFirst().name());
		byte[] whole = Files.readAllBytes(file);
		Files.write(file, Arrays.copyOf(whole, whole.length / 2));
		assertThatThrownBy(() -> engine.examine(source, full, shelf().parts(full), SILENT))
			.hasMessageContaining("its archive cannot be read");
		Files.write(file, whole);
	}

	private static Backup claiming(Backup real, LogRange log) {
		return new Backup(real.id(), real.store(), real.kind(), real.location(), real.bytes(), real.sha256(),
				real.recoveryPoint(), real.rows(), real.verified(), real.seconds(), real.system(), real.engine(),
				real.run(), real.destination(), real.parts(), real.contents().with(log), real.expires(),
				real.verification());
	}

	@Test
	@Order(7)
	void aServerThatHasThrownItsLogAwayIsBackedUpInFullAgain() {
		server.execute("postgres", "SELECT pg_drop_replication_slot('" + Slot.name(source) + "')");
		for (int segment = 0; segment < 3; segment++) {
			server.execute("postgres", "SELECT pg_switch_wal()");
			server.execute("postgres", "CHECKPOINT");
		}
		Backup again = take("incremental", "run-3");
		assertThat(again.log().mark()).as("a full one").isNull();
		Backup piece = take("incremental", "run-4");
		assertThat(engine.needs(piece, shelf().usable())).extracting(Backup::id).containsExactly(again.id());
	}

	private static Backup take(String kind, String runId) {
		return shop.take(kind, runId, SILENT);
	}

	private static Optional<String> refusal(Backup backup) {
		try {
			shelf().requireWhole(backup, SILENT);
			engine.examine(source, backup, shelf().parts(backup), SILENT);
			return Optional.empty();
		}
		catch (PermanentFailure refused) {
			return Optional.of(refused.getMessage());
		}
	}

	private static RestoreRequest request(String runId, Backup backup, Place.Purpose purpose) {
		return shop.request(runId, backup, purpose);
	}

	private static Shelf shelf() {
		return shop.shelf();
	}

}
