package activities;

import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import secrets.Secrets;
import stores.BackupDestination;
import stores.BackupEngine;
import stores.Shelf;

/** Finds the engine of a store and the shelf that its backups are on. */
@Component
class Shelves {

	private final List<BackupEngine> engines;

	private final List<BackupDestination> destinations;

	private final Secrets secrets;

	Shelves(List<BackupEngine> engines, List<BackupDestination> destinations, Secrets secrets) {
		this.engines = engines;
		this.destinations = destinations;
		this.secrets = secrets;
	}

	BackupEngine engine(Source source) {
		BackupEngine engine = engines.stream()
			.filter(candidate -> candidate.takes(source))
			.findFirst()
			.orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE,
					"store '" + source.name() + "' of kind " + source.asked().engine()
							+ " cannot be backed up: backups are made of "
							+ engines.stream().map(BackupEngine::kind).toList() + " only."));
		requireWhole(source, engine.missing(source));
		return engine;
	}

	/**
	 * Where the store's backups are; there is none for an engine that keeps them itself.
	 */
	Shelf shelf(Source source) {
		if (source.destination() == null) {
			throw new PermanentFailure(FailureKind.PROFILE, "store '" + source.name()
					+ "' has no destination in the profile: its backups would go nowhere. Fill recovery.stores[name="
					+ source.name() + "].destination.");
		}
		BackupDestination destination = destinations.stream()
			.filter(candidate -> candidate.kind() == source.destination().kind())
			.findFirst()
			.orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE,
					"destination '" + source.destination().name() + "' of kind " + source.destination().kind()
							+ " cannot be written to: backups go to "
							+ destinations.stream().map(BackupDestination::kind).toList() + " only."));
		requireWhole(source, destination.missing(source));
		return new Shelf(destination, source, secrets);
	}

	private static void requireWhole(Source source, Optional<String> missing) {
		missing.ifPresent(field -> {
			throw new PermanentFailure(FailureKind.PROFILE,
					"a backup of '" + source.name() + "' needs " + field + " in the profile, and it is not there.");
		});
	}

}
