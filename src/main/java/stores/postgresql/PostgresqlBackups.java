package stores.postgresql;

import domain.backup.Backup;
import domain.backup.BackupRequest;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.profile.StoreProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import secrets.Secrets;
import stores.BackupStore;
import stores.Progress;

/**
 * Backups by {@code pg_dump} in its custom format, with rows counted in the same snapshot
 * (runbook of agente-de-ia, 3.2 and 6).
 */
@Component
class PostgresqlBackups implements BackupStore {

	private static final Logger log = LoggerFactory.getLogger(PostgresqlBackups.class);

	private static final Pattern MAJOR = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

	private final Secrets secrets;

	private final String dumpProgram;

	private final ArchiveCheck check;

	@Autowired
	PostgresqlBackups(Secrets secrets) {
		this(secrets, "pg_dump", "pg_restore");
	}

	PostgresqlBackups(Secrets secrets, String dumpProgram, String restoreProgram) {
		this.secrets = secrets;
		this.dumpProgram = dumpProgram;
		this.check = new ArchiveCheck(restoreProgram);
	}

	@Override
	public StoreProfile.Kind kind() {
		return StoreProfile.Kind.POSTGRESQL;
	}

	@Override
	public boolean recognises(Backup backup) {
		return backup.location().endsWith(".dump");
	}

	@Override
	public Backup take(BackupRequest request, Progress progress) {
		StoreProfile store = complete(request.store());
		String id = BackupFiles.id(store.name(), request.kind(), request.run().runId());
		BackupFiles files = new BackupFiles(store.backups(), id);
		if (request.run().planning()) {
			return new Backup(id, store.name(), request.kind(), files.dump().toString(), 0, "", Instant.now(),
					new TreeMap<>(), false, 0);
		}
		return files.finished(progress).orElseGet(() -> dump(store, request.kind(), id, files, progress));
	}

	@Override
	public Backup verify(Backup backup, Progress progress) {
		return check.verify(backup, progress);
	}

	private Backup dump(StoreProfile store, String kind, String id, BackupFiles files, Progress progress) {
		String password = store.password() == null ? null : secrets.resolve(store.password());
		Instant begin = Instant.now();
		Path unfinished = files.unfinished();
		try (Snapshot snapshot = Snapshot.open(store, password)) {
			refuseOlderThan(snapshot.serverMajor(), store, progress);
			CompletableFuture<SortedMap<String, Long>> rows = countBeside(snapshot);
			Tool.Answer answer = runDump(store, password, snapshot.name(), unfinished, progress);
			if (!answer.succeeded() && !rows.isCompletedExceptionally()) {
				throw DumpFailures.of(Snapshot.place(store), store.backups(), answer);
			}
			// A refused count ends the snapshot too: then its words say why the dump
			// failed.
			SortedMap<String, Long> counted = await(rows, progress);
			Backup backup = new Backup(id, store.name(), kind, files.dump().toString(), Files.size(unfinished),
					BackupFiles.sha256(unfinished, progress), snapshot.moment(), counted, false,
					Duration.between(begin, Instant.now()).toMillis() / 1000.0);
			files.finish(unfinished, backup);
			return backup;
		}
		catch (IOException failure) {
			throw new TransientFailure("backup " + unfinished + " cannot be read back: " + failure, failure);
		}
		finally {
			remove(unfinished);
		}
	}

	private Tool.Answer runDump(StoreProfile store, String password, String snapshot, Path file, Progress progress) {
		Map<String, String> environment = new HashMap<>(
				Map.of("PGCONNECT_TIMEOUT", "10", "PGAPPNAME", "holdfast backup"));
		if (password != null) {
			environment.put("PGPASSWORD", password);
		}
		List<String> command = List.of(dumpProgram, "--format=custom", "--no-password", "--host=" + store.host(),
				"--port=" + Snapshot.port(store), "--username=" + store.user(), "--snapshot=" + snapshot,
				"--file=" + file, "--dbname=" + store.database());
		return new Tool().run(command, environment, "dumping " + store.name(), progress);
	}

	/**
	 * A dump by an older program is refused by the program itself, in less clear words.
	 */
	private void refuseOlderThan(int serverMajor, StoreProfile store, Progress progress) {
		String version = new Tool().run(List.of(dumpProgram, "--version"), Map.of(), "asking for the version", progress)
			.output()
			.strip();
		Matcher major = MAJOR.matcher(version);
		if (major.find() && Integer.parseInt(major.group(1)) < serverMajor) {
			throw new PermanentFailure(FailureKind.PROFILE,
					"the worker's " + version + " is older than " + Snapshot.place(store) + ", which is of version "
							+ serverMajor + ": install postgresql-client-" + serverMajor + " on the worker.");
		}
	}

	private static CompletableFuture<SortedMap<String, Long>> countBeside(Snapshot snapshot) {
		CompletableFuture<SortedMap<String, Long>> rows = new CompletableFuture<>();
		Thread.ofVirtual().name("count-rows").start(() -> {
			try {
				rows.complete(snapshot.countRows());
			}
			catch (RuntimeException failure) {
				rows.completeExceptionally(failure);
			}
		});
		return rows;
	}

	private static SortedMap<String, Long> await(CompletableFuture<SortedMap<String, Long>> rows, Progress progress) {
		while (true) {
			try {
				return rows.get(1, TimeUnit.SECONDS);
			}
			catch (TimeoutException counting) {
				progress.report("counting rows");
			}
			catch (ExecutionException failed) {
				throw failed.getCause() instanceof RuntimeException failure ? failure : new CompletionException(failed);
			}
			catch (InterruptedException interrupted) {
				Thread.currentThread().interrupt();
				throw new TransientFailure("counting rows was interrupted: the worker is shutting down", interrupted);
			}
		}
	}

	private static StoreProfile complete(StoreProfile store) {
		require(store, "host", store.host());
		require(store, "database", store.database());
		require(store, "user", store.user());
		require(store, "backups", store.backups());
		return store;
	}

	private static void require(StoreProfile store, String field, String value) {
		if (value == null || value.isBlank()) {
			throw new PermanentFailure(FailureKind.PROFILE, "store '" + store.name() + "' has no '" + field
					+ "' in the profile: a backup needs it. Fill stores[name=" + store.name() + "]." + field + ".");
		}
	}

	private static void remove(Path unfinished) {
		try {
			Files.deleteIfExists(unfinished);
		}
		catch (IOException failure) {
			log.warn("The unfinished dump {} cannot be removed: {}", unfinished, failure.toString());
		}
	}

}
