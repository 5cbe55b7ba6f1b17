package stores.postgresql;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import stores.Progress;

/**
 * A server of a run's own, on the worker, at a port of its own on the loopback address.
 * It is there only as long as a step works with it.
 */
final class Instance implements AutoCloseable {

	private static final int SECONDS_TO_END = 60;

	private static final int SHOWN = 5;

	private final Path folder;

	private final Path programs;

	private final int port = freePort();

	private Process process;

	Instance(Path folder, Path programs) {
		this.folder = folder;
		this.programs = programs;
	}

	int port() {
		return port;
	}

	/**
	 * Brings it up and waits until everything is replayed and it takes connections.
	 * @throws PermanentFailure kind {@code NOT_VERIFIED} when the replay ends before its
	 * target
	 */
	void start(Server server, String database, String replay, Progress progress) {
		write("postgresql.conf", settings() + replay);
		write("pg_hba.conf", "host all all 127.0.0.1/32 md5\n");
		write("pg_ident.conf", "");
		write("data/postgresql.auto.conf", "");
		List<String> command = new ArrayList<>();
		if (System.getProperty("user.name").equals("root")) {
			// PostgreSQL refuses root; in a user namespace of its own root is nobody.
			command.addAll(List.of("unshare", "--user"));
		}
		command.addAll(List.of(programs.resolve("postgres").toString(), "-D", folder.resolve("data").toString(), "-c",
				"config_file=" + folder.resolve("postgresql.conf")));
		try {
			process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(log().toFile())
				.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
				.start();
		}
		catch (IOException missing) {
			throw new PermanentFailure(FailureKind.PROFILE, Said.of(
					"%s cannot be started on the worker (%s): install the server there (package postgresql-VERSION, not only its client), or name its folder in 'postgresql.programs'.",
					"%s não pode ser iniciado no worker (%s): instale o servidor lá (pacote postgresql-VERSÃO, não só o cliente), ou indique a pasta em 'postgresql.programs'.",
					programs.resolve("postgres"), missing.getMessage()), missing);
		}
		try {
			await(server, database, progress);
		}
		catch (RuntimeException notWanted) {
			close();
			throw notWanted;
		}
	}

	private void await(Server server, String database, Progress progress) {
		while (!accepts(server, database)) {
			if (!process.isAlive()) {
				throw ended();
			}
			progress.report("replaying the log in " + folder);
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
		}
	}

	/**
	 * Nothing of the original's own settings: those speak of its machine, its archive and
	 * its standbys. It is thrown away afterwards, so that it need not survive a crash.
	 */
	private String settings() {
		return """
				listen_addresses = '127.0.0.1'
				port = %d
				unix_socket_directories = ''
				hba_file = '%s'
				ident_file = '%s'
				hot_standby = off
				archive_mode = off
				logging_collector = off
				log_min_messages = log
				lc_messages = 'C'
				max_connections = 100
				max_prepared_transactions = 1000
				max_wal_senders = 0
				fsync = off
				full_page_writes = off
				autovacuum = off
				""".formatted(port, folder.resolve("pg_hba.conf"), folder.resolve("pg_ident.conf"));
	}

	private static boolean accepts(Server server, String database) {
		try (Connection connection = server.connect(database)) {
			return "f".equals(new Administration(connection).value("SELECT pg_is_in_recovery()::text::char"));
		}
		catch (TransientFailure | SQLException starting) {
			return false;
		}
	}

	private RuntimeException ended() {
		Said words = lastWords();
		String said = words.english();
		if (said.contains("recovery ended before configured recovery target was reached")
				|| said.contains("requested timeline") || said.contains("could not locate a valid checkpoint")
				|| said.contains("requested recovery stop point is before consistent recovery point")
				|| said.contains("PANIC")) {
			return new PermanentFailure(FailureKind.NOT_VERIFIED,
					Said.of("the backup cannot be replayed to the moment that was asked for: %s",
							"o backup não pode ser aplicado até o momento pedido: %s", words));
		}
		if (said.contains("No space left on device")) {
			return new TransientFailure(
					Said.of("no space is left in %s: free some. %s", "não há espaço em %s: libere. %s", folder, words),
					null);
		}
		return new TransientFailure(
				Said.of("the server in %s has ended: %s", "o servidor em %s terminou: %s", folder, words), null);
	}

	private Said lastWords() {
		try (var lines = Files.lines(log())) {
			List<String> worst = lines.filter(line -> line.matches(".*(FATAL|PANIC|ERROR):.*")).toList();
			return Said
				.quoted(worst.stream().skip(Math.max(0, worst.size() - SHOWN)).collect(Collectors.joining("; ")));
		}
		catch (IOException unreadable) {
			return Said.of("its log %s cannot be read: %s", "o seu log %s não pode ser lido: %s", log(),
					unreadable.getMessage());
		}
	}

	private Path log() {
		return folder.resolve("postgresql.log");
	}

	private void write(String name, String text) {
		try {
			Files.writeString(folder.resolve(name), text);
		}
		catch (IOException unwritable) {
			throw new TransientFailure(Said.of("%s cannot be written: %s", "%s não pode ser gravado: %s",
					folder.resolve(name), unwritable), unwritable);
		}
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException none) {
			throw new TransientFailure(Said.of("no port is free on the worker: %s",
					"nenhuma porta está livre no worker: %s", none.getMessage()), none);
		}
	}

	/** Ends it; its files stay. */
	@Override
	public void close() {
		if (process == null || !process.isAlive()) {
			return;
		}
		// Nobody is connected any more, so that it need not be hurried.
		end(process.toHandle());
	}

	/** Ends one that a worker has left behind when it died. */
	static void endLeftOver(Path folder) {
		Path file = folder.resolve("data/postmaster.pid");
		if (!Files.exists(file)) {
			return;
		}
		try {
			long id = Long.parseLong(Files.readAllLines(file).getFirst().strip());
			ProcessHandle.of(id)
				.filter(left -> left.info().commandLine().orElse("").contains(folder.toString()))
				.ifPresent(Instance::end);
			Files.deleteIfExists(file);
		}
		catch (IOException | NumberFormatException unreadable) {
			throw new TransientFailure(Said.of("the server that was left in %s cannot be found: %s",
					"o servidor deixado em %s não pode ser encontrado: %s", folder, unreadable), unreadable);
		}
	}

	private static void end(ProcessHandle server) {
		server.destroy();
		try {
			server.onExit().get(SECONDS_TO_END, TimeUnit.SECONDS);
		}
		catch (InterruptedException interrupted) {
			server.destroyForcibly();
			Thread.currentThread().interrupt();
		}
		catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException slow) {
			server.destroyForcibly();
		}
	}

}
