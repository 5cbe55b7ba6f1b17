package stores.postgresql;

import domain.backup.Backup;
import domain.backup.Contents;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import secrets.Secrets;
import stores.Comparison;
import stores.Comparisons;
import stores.Parts;
import stores.Progress;
import stores.Unusable;

/**
 * Brings a server of the run's own up from a full backup and the log behind it, as of a
 * moment. For a drill it stays; for a restore its database is brought over to the real
 * server, beside the one in use, and it goes.
 */
final class PhysicalRestoring {

	private static final String USUAL_PROGRAMS = "/usr/lib/postgresql/%s/bin";

	/**
	 * PostgreSQL keeps microseconds; letters for the zone are not known to it this early.
	 */
	private static final DateTimeFormatter MOMENT = DateTimeFormatter
		.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS'+00'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final Source source;

	private final Secrets secrets;

	private final Databases databases;

	private final Instances instances;

	private final Progress progress;

	PhysicalRestoring(Source source, Secrets secrets, Progress progress) {
		this.source = source;
		this.secrets = secrets;
		this.databases = new Databases(secrets);
		this.instances = new Instances(source);
		this.progress = progress;
	}

	void restore(RestoreRequest request, Parts parts) {
		boolean drill = request.place().purpose() == Place.Purpose.DRILL;
		if (drill ? instances.finished(request) : databases.finished(request)) {
			return;
		}
		Path folder = instances.folder(request.place());
		List<Backup> before = new Chain(parts.kept()).before(request.backup());
		instances.makeEmpty(request, progress);
		String replay = layOut(folder, request.backup(), before, parts);
		try (Instance instance = new Instance(folder, programs(folder))) {
			Server server = Server.reading(source, secrets).here(instance.port());
			instance.start(server, source.store().database(), replay, progress);
			if (!drill) {
				new Transfer(source, secrets, databases, progress).bring(request, server, folder.resolve("transfer"));
			}
		}
		catch (PermanentFailure cannot) {
			throw cannot.kind() == FailureKind.NOT_VERIFIED ? Unusable.because(request.backup(), cannot.said())
					: cannot;
		}
		if (drill) {
			instances.finish(request);
		}
		else {
			instances.drop(request.place(), progress);
		}
	}

	/** Returns how far it is to be replayed, in the words of a server's settings. */
	private String layOut(Path folder, Backup wanted, List<Backup> before, Parts parts) {
		Unpacking unpacking = new Unpacking(folder, progress);
		if (before.isEmpty()) {
			unpacking.base(wanted, parts);
			verify(folder, wanted);
			signal(folder);
			return replay(folder, "recovery_target = 'immediate'");
		}
		unpacking.base(before.getFirst(), parts.of(before.getFirst()));
		verify(folder, before.getFirst());
		before.stream().skip(1).forEach(piece -> unpacking.log(piece, parts.of(piece)));
		unpacking.log(wanted, parts);
		signal(folder);
		return replay(folder,
				wanted.recoveryPoint().equals(wanted.log().end())
						? "recovery_target_lsn = '" + wanted.log().mark() + "'"
						: "recovery_target_time = '" + MOMENT.format(wanted.recoveryPoint()) + "'");
	}

	private static String replay(Path folder, String target) {
		return """
				restore_command = 'cp "%s/%%f" "%%p"'
				%s
				recovery_target_inclusive = on
				recovery_target_action = 'promote'
				recovery_target_timeline = 'current'
				""".formatted(folder.resolve("wal"), target);
	}

	private static void signal(Path folder) {
		try {
			Files.writeString(folder.resolve("data/recovery.signal"), "");
		}
		catch (IOException unwritable) {
			throw new TransientFailure(Said.of("files cannot be written to %s: %s",
					"não é possível escrever arquivos em %s: %s", folder, unwritable), unwritable);
		}
	}

	/**
	 * By PostgreSQL's own program where it is there; our own look has been at every file
	 * before.
	 */
	private void verify(Path folder, Backup base) {
		Path program = programs(folder).resolve("pg_verifybackup");
		Path usual = Path.of(USUAL_PROGRAMS.formatted(version(folder))).resolve("pg_verifybackup");
		Path found = Files.isExecutable(program) ? program : usual;
		if (!Files.isExecutable(found)) {
			return;
		}
		Tool.Answer answer = new Tool().run(
				List.of(found.toString(), "--no-parse-wal", folder.resolve("data").toString()), Map.of(),
				"verifying " + base.id(), progress);
		if (!answer.succeeded()) {
			throw Unusable.because(base, "pg_verifybackup says: %s", "pg_verifybackup diz: %s",
					answer.complaints().strip());
		}
	}

	private Path programs(Path folder) {
		String named = source.asked().postgresql().programs();
		return Path.of(named == null ? USUAL_PROGRAMS.formatted(version(folder)) : named);
	}

	private static String version(Path folder) {
		try {
			return Files.readString(folder.resolve("data/PG_VERSION")).strip();
		}
		catch (IOException unreadable) {
			throw new TransientFailure(Said.of("what was unpacked into %s is no server: %s",
					"o que foi descompactado em %s não é um servidor: %s", folder, unreadable), unreadable);
		}
	}

	/** Of a drill the run's own server is asked, else the database on the real one. */
	Comparisons check(RestoreRequest request) {
		Place place = request.place();
		if (place.purpose() != Place.Purpose.DRILL) {
			return check(request, Server.restoring(source, secrets), place.name());
		}
		try (Instance instance = started(place)) {
			return check(request, Server.restoring(source, secrets).here(instance.port()), source.store().database());
		}
	}

	/** A drill's server, up again; the caller ends it. */
	Instance started(Place place) {
		Path folder = instances.folder(place);
		Instance.endLeftOver(folder);
		Instance instance = new Instance(folder, programs(folder));
		instance.start(Server.reading(source, secrets).here(instance.port()), source.store().database(), "", progress);
		return instance;
	}

	private Comparisons check(RestoreRequest request, Server server, String database) {
		try (Snapshot snapshot = Snapshot.open(server, database)) {
			Contents found = Beside.contents(snapshot, progress);
			List<Comparison> all = new ArrayList<>(
					Comparing.physical(request.backup(), found, source.asked().expects()));
			all.addAll(snapshot.answers(source.asked().restore().checks()));
			return new Comparisons(all);
		}
	}

	/** What a failed step says: programs' words, without their newlines. */
	static Said words(List<Comparison> bad) {
		return Said.joined("; ", bad.stream().map(Comparison::said).toList());
	}

}
