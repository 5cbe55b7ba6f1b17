package workflows.recovery;

import activities.Drills;
import domain.backup.Source;
import domain.drill.Canary;
import domain.drill.CanaryRequest;
import domain.profile.CanaryRow;
import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import workflows.steps.Failures;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/**
 * The row that is written into a store before its backups: the newest one in a restored
 * copy proves how much was lost. Without a canary in the profile nothing is done.
 */
final class LiveCanary {

	/**
	 * The name of the row that each backup gives the present moment: there is only one.
	 */
	private static final String BACKUP = "backup";

	private final Procedure procedure;

	private final Words words;

	private final Source source;

	private final CanaryRow canary;

	LiveCanary(Procedure procedure, Source source) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.source = source;
		this.canary = procedure.profile().recovery().drill().canary(source.name());
	}

	boolean declared() {
		return canary != null;
	}

	String table() {
		return canary.table();
	}

	/** A backup is worth more than its canary: that it cannot be written is noted. */
	void stampBeforeBackup() {
		if (!declared() || procedure.run().planning()) {
			return;
		}
		try {
			Canary stamped = Steps
				.probe(Drills.class, words.say("Mark the moment in %s", "Marcar o momento em %s", source.name()),
						Duration.ofMinutes(1))
				.markMoment(request(BACKUP, null));
			if (!stamped.found()) {
				note(stamped.problem());
			}
		}
		catch (ActivityFailure refused) {
			if (Failures.cancelled(refused)) {
				throw refused;
			}
			note(Failures.words(refused));
		}
	}

	private void note(String problem) {
		procedure.board()
			.note(words.say("no canary before the backup of %s: %s", "sem canário antes do backup de %s: %s",
					source.name(), problem));
	}

	/** The newest row in the copy. */
	Canary inCopy(StoreRestore store) {
		try {
			return Steps
				.probe(Drills.class,
						words.say("Look for the newest canary in the copy", "Procurar o canário mais novo na cópia"),
						Duration.ofMinutes(5))
				.readMark(request(BACKUP, store));
		}
		catch (ActivityFailure refused) {
			if (Failures.cancelled(refused)) {
				throw refused;
			}
			return Canary.none(Failures.words(refused));
		}
	}

	private CanaryRequest request(String name, StoreRestore store) {
		return new CanaryRequest(procedure.run(), source, canary, name, store == null ? null : store.places().own());
	}

}
