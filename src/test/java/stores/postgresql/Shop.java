package stores.postgresql;

import domain.backup.Backup;
import domain.backup.Captured;
import domain.backup.Part;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.profile.Destination;
import domain.profile.PostgresqlProfile;
import domain.profile.ProtectedStore;
import domain.profile.RestoreProfile;
import domain.profile.StoreProfile;
import domain.run.Mode;
import domain.run.Run;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import local.PostgresServer;
import secrets.Secrets;
import stores.BackupEngine;
import stores.BackupOrder;
import stores.Progress;
import stores.Shelf;
import stores.folder.Folders;

/** The steps around an engine, for the database {@code shop} of a server. */
public final class Shop {

	public static final Progress SILENT = how -> {
	};

	/** The one password of the server. */
	static final Secrets PASSWORD = new Secrets() {

		@Override
		public String resolve(String reference) {
			return PostgresServer.PASSWORD;
		}

		@Override
		public Optional<String> find(String reference) {
			return Optional.of(PostgresServer.PASSWORD);
		}

	};

	final Source source;

	private final BackupEngine engine;

	Shop(PostgresServer server, BackupEngine engine, Path backups, List<String> expects, RestoreProfile restore,
			PostgresqlProfile postgresql) {
		this.engine = engine;
		this.source = new Source("shop",
				new ProtectedStore("database", engine.kind(), "database", null, "folder", null, expects, null, null,
						restore, null, null, null, null, null, postgresql),
				new StoreProfile("database", StoreProfile.Kind.POSTGRESQL, "127.0.0.1", server.port(), "shop",
						PostgresServer.USER, "env:PASSWORD", null),
				null, Destination.folder("folder", backups.toString()), null);
	}

	/** One that is dumped, as from outside of this package. */
	public static Shop logical(PostgresServer server, Path backups, PostgresqlProfile postgresql) {
		return new Shop(server, new PostgresqlEngine(PASSWORD), backups, List.of(), null, postgresql);
	}

	public void restore(RestoreRequest request) {
		engine.restore(request, shelf().parts(request.backup()), SILENT);
	}

	public void drop(RestoreRequest request) {
		engine.drop(request, SILENT);
	}

	public Shelf shelf() {
		return new Shelf(Folders.destination(), source, PASSWORD);
	}

	public Backup take(String kind, String runId, Progress progress) {
		String id = Backup.id("database", kind, runId);
		List<Part> parts = new ArrayList<>();
		Captured captured = engine.capture(new BackupOrder(source, id, runId, kind, () -> shelf().usable()),
				shelf().sink(id, parts, progress), progress);
		Backup backup = new Backup(id, "database", kind, id, parts.stream().mapToLong(Part::bytes).sum(),
				parts.getFirst().sha256(), captured.recoveryPoint(), new TreeMap<>(captured.contents().rows()), false,
				1, source.system(), engine.kind(), runId, "folder", parts, captured.contents(), null, null);
		shelf().enter(backup);
		return backup;
	}

	public RestoreRequest request(String runId, Backup backup, Place.Purpose purpose) {
		Instant expires = Instant.parse("2030-01-01T00:00:00Z");
		Run run = new Run("restore", runId, "EmergencyRestore", source.system(), null, Mode.EXECUTE, "en");
		return new RestoreRequest(run, source, backup, engine.own(source, purpose, runId, expires),
				engine.own(source, Place.Purpose.SAFETY, runId, expires));
	}

}
