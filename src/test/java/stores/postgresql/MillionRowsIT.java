package stores.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import domain.backup.Backup;
import domain.backup.Findings;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.failure.TransientFailure;
import domain.profile.PostgresqlProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import local.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stores.Progress;

/** A million rows on a real server, and what goes wrong on the way. */
class MillionRowsIT {

	private static final long ROWS = 1_000_000;

	@TempDir
	static Path folder;

	private static PostgresServer server;

	private static PostgresqlEngine engine;

	private static Shop shop;

	private static Backup backup;

	@BeforeAll
	static void backUp() throws IOException {
		server = new PostgresServer(Files.createDirectory(folder.resolve("server")));
		server.start();
		server.createDatabase("shop");
		server.execute("shop", "CREATE TABLE orders AS SELECT n AS id, md5(n::text) AS what FROM generate_series(1, "
				+ ROWS + ") n; ALTER TABLE orders ADD PRIMARY KEY (id); CREATE TABLE notes (id int)");
		engine = new PostgresqlEngine(Shop.PASSWORD);
		shop = new Shop(server, engine, folder.resolve("backups"), List.of("public.orders"), null,
				new PostgresqlProfile(2, null, null, null));
		backup = shop.take("daily", "run-0", Shop.SILENT);
	}

	@AfterAll
	static void stopServer() {
		server.stop();
	}

	@Test
	void aRestoreDuringWhichTheServerIsRestartedIsBegunAnewAndHoldsEveryRow() {
		assertThat(backup.rows()).containsEntry("public.orders", ROWS);
		RestoreRequest request = shop.request("restore-1", backup, Place.Purpose.RESTORED);
		Progress restart = once("restoring", () -> {
			server.stop();
			server.start();
		});
		assertThatThrownBy(() -> engine.restore(request, shop.shelf().parts(backup), restart))
			.isInstanceOf(TransientFailure.class);
		assertThat(engine.look(shop.source, engine.live(shop.source), Shop.SILENT).contents().rows())
			.as("what is in use is as it was")
			.containsEntry("public.orders", ROWS);
		engine.restore(request, shop.shelf().parts(backup), Shop.SILENT);
		Findings findings = engine.check(request, Shop.SILENT).in("en");
		assertThat(findings.good()).as(findings.toString()).isTrue();
		engine.drop(request, Shop.SILENT);
		assertThat(engine.places(shop.source)).isEmpty();
	}

	@Test
	void aDumpWhoseProgramIsKilledLeavesNothingAndIsTakenAgain() throws IOException {
		Progress kill = once("bytes written",
				() -> ProcessHandle.current()
					.children()
					.filter(child -> child.info().commandLine().orElse("").contains("pg_dump"))
					.forEach(ProcessHandle::destroyForcibly));
		assertThatThrownBy(() -> shop.take("daily", "run-1", kill)).isInstanceOf(TransientFailure.class)
			.hasMessageContaining("pg_dump");
		try (Stream<Path> files = Files.list(folder.resolve("backups"))) {
			assertThat(files.map(Path::toString)).noneMatch(name -> name.contains("run-1"));
		}
		Backup again = shop.take("daily", "run-1", Shop.SILENT);
		assertThat(again.rows()).isEqualTo(backup.rows());
	}

	/** A file system of two megabytes, where we may mount one; else what one says. */
	@Test
	void aDestinationWithoutRoomIsNamedAndNothingIsLeftThere() throws IOException, InterruptedException {
		Path small = Files.createDirectory(folder.resolve("small"));
		boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=2m", "holdfast", small.toString());
		try {
			Shop narrow = new Shop(server, engine, small, List.of(), null, null);
			Progress full = mounted ? Shop.SILENT : once("bytes written", () -> {
				throw new TransientFailure("no space is left in the backup folder " + small + ": free some. (stand-in)",
						null);
			});
			assertThatThrownBy(() -> narrow.take("daily", "run-2", full)).isInstanceOf(TransientFailure.class)
				.hasMessageContaining("no space is left in the backup folder " + small);
			try (Stream<Path> left = Files.list(small)) {
				assertThat(left).isEmpty();
			}
		}
		finally {
			if (mounted) {
				run("umount", small.toString());
			}
		}
	}

	private static boolean run(String... command) throws IOException, InterruptedException {
		return new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor() == 0;
	}

	/** Does something when a report first says these words. */
	private static Progress once(String words, Runnable what) {
		AtomicInteger heard = new AtomicInteger();
		return how -> {
			if (String.valueOf(how).contains(words) && heard.getAndIncrement() == 0) {
				what.run();
			}
		};
	}

}
