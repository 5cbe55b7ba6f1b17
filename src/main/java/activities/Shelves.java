package activities;

import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.people.Said;
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
					Said.of("store '%s' of kind %s cannot be backed up: backups are made of %s only.",
							"o armazenamento '%s' do tipo %s não tem backup: há backups só de %s.", source.name(),
							source.asked().engine(), engines.stream().map(BackupEngine::kind).toList())));
		requireWhole(source, engine.missing(source));
		return engine;
	}

	/**
	 * Where the store's backups are; there is none for an engine that keeps them itself.
	 */
	Shelf shelf(Source source) {
		if (source.destination() == null) {
			throw new PermanentFailure(FailureKind.PROFILE, Said.of(
					"store '%s' has no destination in the profile: its backups would go nowhere. Fill recovery.stores[name=%s].destination.",
					"o armazenamento '%s' não tem destino no perfil: os seus backups não iriam a lugar nenhum. Preencha recovery.stores[name=%s].destination.",
					source.name(), source.name()));
		}
		BackupDestination destination = destinations.stream()
			.filter(candidate -> candidate.kind() == source.destination().kind())
			.findFirst()
			.orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE,
					Said.of("destination '%s' of kind %s cannot be written to: backups go to %s only.",
							"o destino '%s' do tipo %s não aceita gravação: backups vão só para %s.",
							source.destination().name(), source.destination().kind(),
							destinations.stream().map(BackupDestination::kind).toList())));
		requireWhole(source, destination.missing(source));
		return new Shelf(destination, source, secrets);
	}

	private static void requireWhole(Source source, Optional<String> missing) {
		missing.ifPresent(field -> {
			throw new PermanentFailure(FailureKind.PROFILE,
					Said.of("a backup of '%s' needs %s in the profile, and it is not there.",
							"um backup de '%s' exige %s no perfil, e não está lá.", source.name(), field));
		});
	}

}
