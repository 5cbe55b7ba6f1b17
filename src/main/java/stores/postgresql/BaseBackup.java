package stores.postgresql;

import domain.backup.Captured;
import domain.backup.Contents;
import domain.backup.LogRange;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.people.Said;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import secrets.Secrets;
import stores.BackupOrder;
import stores.Progress;
import stores.Sink;

/**
 * The files of a whole server with the log that makes them consistent, by
 * {@code pg_basebackup}, streamed as one tar archive that ends with its manifest.
 */
final class BaseBackup {

	static final String ENDING = ".base.tar.gz";

	private static final Pattern START = Pattern
		.compile("write-ahead log start point: ([0-9A-F]+/[0-9A-F]+) on timeline (\\d+)");

	private static final Pattern END = Pattern.compile("write-ahead log end point: ([0-9A-F]+/[0-9A-F]+)");

	private final Secrets secrets;

	BaseBackup(Secrets secrets) {
		this.secrets = secrets;
	}

	Captured capture(BackupOrder order, Sink sink, Progress progress) {
		Server server = Server.reading(order.source(), secrets);
		String database = order.source().store().database();
		String identity;
		try (Replication replication = Replication.open(server, database)) {
			identity = replication.identify().server();
		}
		// Before the copy begins, so that the log that follows it is kept.
		new Slot(order.source(), secrets).keep();
		try (Snapshot snapshot = Snapshot.open(server, database)) {
			CompletableFuture<Contents> contents = Beside.run(snapshot::contents);
			String[] said = new String[1];
			sink.write(ENDING, out -> {
				GZIPOutputStream packed = new FastGzip(out);
				Tool.Answer answer = new Tool().runInto(packed,
						server.program("pg_basebackup", "--pgdata=-", "--format=tar", "--wal-method=fetch",
								"--checkpoint=fast", "--manifest-checksums=SHA256", "--label=" + order.id(),
								"--verbose"),
						server.environment(), "copying the server of " + order.source().name(), progress);
				if (!answer.succeeded()) {
					throw failure(server.place(database), answer);
				}
				said[0] = answer.complaints();
				packed.finish();
			});
			Contents counted = Beside.await(contents, "counting rows", progress);
			Matcher start = find(START, said[0]);
			boolean quiet = snapshot.nothingWrittenSince(server);
			return new Captured(snapshot.moment(), counted.with(new LogRange(identity, Integer.parseInt(start.group(2)),
					start.group(1), find(END, said[0]).group(1), null, LogMark.clock(server, database), quiet)));
		}
	}

	private static Matcher find(Pattern pattern, String text) {
		Matcher found = pattern.matcher(text);
		if (!found.find()) {
			throw new IllegalStateException("pg_basebackup did not say \"" + pattern + "\", but: " + text);
		}
		return found;
	}

	private static RuntimeException failure(String place, Tool.Answer answer) {
		String said = answer.complaints();
		if (said.contains("can only write single tablespace to stdout")) {
			return new PermanentFailure(FailureKind.PROFILE, Said.of(
					"%s has tablespaces of its own, which cannot be streamed as one archive: use engine 'postgresql' for it. %s",
					"%s tem tablespaces próprios, que não cabem em um só arquivo: use o engine 'postgresql' para ele. %s",
					place, said.strip()));
		}
		if (said.contains("must be superuser or replication role") || said.contains("no pg_hba.conf entry")) {
			return new PermanentFailure(FailureKind.FORBIDDEN, Said.of(
					"pg_basebackup of %s: %s. Allow the user to replicate (ALTER ROLE ... REPLICATION) and let pg_hba.conf admit it from the worker for 'replication'.",
					"pg_basebackup de %s: %s. Permita que o usuário replique (ALTER ROLE ... REPLICATION) e que pg_hba.conf o admita a partir do worker para 'replication'.",
					place, said.strip()));
		}
		return DumpFailures.of("pg_basebackup", place, answer);
	}

}
