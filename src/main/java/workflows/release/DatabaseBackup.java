package workflows.release;

import activities.Backups;
import domain.backup.Backup;
import domain.backup.BackupRequest;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.profile.StoreProfile;
import domain.run.Change;
import java.time.Duration;
import java.util.List;
import workflows.steps.Failures;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/** A verified backup of a component's database before a release changes it. */
final class DatabaseBackup {

	private static final Duration LONGEST = Duration.ofHours(2);

	private DatabaseBackup() {
	}

	/** Takes one, reads it back, and returns where it is. */
	static String take(Procedure procedure, StoreProfile store) {
		Words words = procedure.words();
		Source source = Source.ofStore(procedure.profile(), store);
		procedure.board().phase("backup", words.say("Backup of %s", "Backup de %s", store.name()));
		Backup taken = Steps.slow(Backups.class,
				words.say("Back up %s before the deploy", "Fazer backup de %s antes do deploy", store.name()), LONGEST)
			.takeBackup(new BackupRequest(procedure.run(), "pre-deploy", source));
		Backup verified = Steps.slow(Backups.class, words.say("Read the backup back", "Ler o backup de volta"), LONGEST)
			.verifyBackup(procedure.run(), taken, source);
		if (!procedure.run().planning() && !verified.verified()) {
			throw Failures.of(FailureKind.NOT_VERIFIED,
					"the backup " + verified.location() + " could not be verified: no deploy without one");
		}
		procedure.changed(List.of(new Change("backup of " + store.name(), "none of this run", verified.location())));
		return verified.location();
	}

}
