package bench;

import domain.backup.Backup;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.profile.PostgresqlProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import local.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stores.Checksums;
import stores.postgresql.Shop;

/**
 * What backup and restore of a database cost beside PostgreSQL's own programs, and a
 * checksum beside {@code sha256sum}. {@code -Dbench.megabytes} makes the database another
 * size than 1 GB.
 */
class RecoveryBench {

	private static final int MEGABYTES = Integer.getInteger("bench.megabytes", 1024);

	/** A row of the table with what PostgreSQL keeps beside it, bytes. */
	private static final int ROW = 300;

	private static final int ROUNDS = 3;

	@TempDir
	static Path folder;

	private static PostgresServer server;

	private static Shop shop;

	@BeforeAll
	static void start() throws IOException {
		server = new PostgresServer(Files.createDirectory(folder.resolve("server")));
		server.start();
		server.createDatabase("shop");
		server.execute("shop",
				"CREATE TABLE orders AS SELECT n AS id, repeat(md5(n::text), 8) AS what"
						+ " FROM generate_series(1, %d) n; ALTER TABLE orders ADD PRIMARY KEY (id)"
							.formatted((long) MEGABYTES * (1 << 20) / ROW));
		server.execute("shop", "VACUUM ANALYZE");
		shop = Shop.logical(server, folder.resolve("backups"), new PostgresqlProfile(1, null, null, null));
	}

	@AfterAll
	static void stop() {
		server.stop();
	}

	@Test
	void aBackupAndARestore() throws Exception {
		Path dump = folder.resolve("theirs.dump");
		List<Double> ourBackup = new ArrayList<>();
		List<Double> theirBackup = new ArrayList<>();
		List<Double> ourRestore = new ArrayList<>();
		List<Double> theirRestore = new ArrayList<>();
		for (int round = 0; round < ROUNDS; round++) {
			String run = "round-" + round;
			Backup[] taken = new Backup[1];
			// Whoever comes second finds the files in memory: in turn.
			inTurn(round, () -> ourBackup.add(seconds(() -> taken[0] = shop.take("bench", run, Shop.SILENT))),
					() -> theirBackup
						.add(seconds(() -> program("pg_dump", "--format=custom", "--file=" + dump, "--dbname=shop"))));
			RestoreRequest request = shop.request(run, taken[0], Place.Purpose.RESTORED);
			inTurn(round, () -> ourRestore.add(seconds(() -> shop.restore(request))),
					() -> theirRestore.add(seconds(() -> {
						server.execute("postgres", "CREATE DATABASE theirs TEMPLATE template0");
						program("pg_restore", "--exit-on-error", "--dbname=theirs", dump.toString());
					})));
			shop.drop(request);
			shop.shelf().remove(taken[0]);
			server.execute("postgres", "DROP DATABASE theirs");
		}
		Figures.paired("a backup of %d MB with its rows counted, against pg_dump alone".formatted(MEGABYTES), "s",
				ourBackup, theirBackup, 1.05);
		Figures.paired("its restore with statistics, against pg_restore alone", "s", ourRestore, theirRestore, 1.05);
	}

	@Test
	void aChecksum() throws Exception {
		Path file = folder.resolve("large");
		byte[] noise = new byte[1 << 20];
		new Random(1).nextBytes(noise);
		try (OutputStream out = Files.newOutputStream(file)) {
			for (int megabyte = 0; megabyte < MEGABYTES; megabyte++) {
				out.write(noise);
			}
		}
		List<Double> ours = new ArrayList<>();
		List<Double> theirs = new ArrayList<>();
		for (int round = 0; round < 2 * ROUNDS; round++) {
			inTurn(round, () -> ours.add(seconds(() -> {
				try (InputStream content = Files.newInputStream(file)) {
					Checksums.of(content, "large", Shop.SILENT);
				}
			})), () -> theirs.add(seconds(() -> run(new ProcessBuilder("sha256sum", file.toString())))));
		}
		Figures.paired("the checksum of %d MB in the system's memory, against sha256sum".formatted(MEGABYTES), "s",
				ours, theirs, 1.05);
		Files.delete(file);
	}

	private static void inTurn(int round, Work one, Work other) throws Exception {
		(round % 2 == 0 ? one : other).run();
		(round % 2 == 0 ? other : one).run();
	}

	private static double seconds(Work work) throws Exception {
		long begin = System.nanoTime();
		work.run();
		return (System.nanoTime() - begin) / 1e9;
	}

	private static void program(String name, String... options) throws Exception {
		List<String> command = new ArrayList<>(List.of(name, "--host=127.0.0.1", "--port=" + server.port(),
				"--username=" + PostgresServer.USER, "--no-password"));
		command.addAll(List.of(options));
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().put("PGPASSWORD", PostgresServer.PASSWORD);
		run(builder);
	}

	private static void run(ProcessBuilder program) throws Exception {
		Process process = program.redirectErrorStream(true)
			.redirectOutput(folder.resolve("program.log").toFile())
			.start();
		if (process.waitFor() != 0) {
			throw new IllegalStateException(program.command() + " failed; its figures mean nothing: "
					+ Files.readString(folder.resolve("program.log")));
		}
	}

	/** A part of a round. */
	private interface Work {

		void run() throws Exception;

	}

}
