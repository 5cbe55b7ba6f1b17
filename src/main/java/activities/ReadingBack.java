package activities;

import domain.backup.Backup;
import domain.backup.Candidate;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stores.BackupEngine;
import stores.Progress;
import stores.Shelf;

/** Reads backups of one store back, and those that they need; each once. */
final class ReadingBack {

	private final Shelves shelves;

	private final Source source;

	private final Progress progress;

	private final Map<String, Optional<String>> verdicts = new HashMap<>();

	ReadingBack(Shelves shelves, Source source, Progress progress) {
		this.shelves = shelves;
		this.source = source;
		this.progress = progress;
	}

	/** Fails when the backup's own parts are not what they must be. */
	void demand(Backup backup) {
		BackupEngine engine = shelves.engine(source);
		if (engine.keepsThem()) {
			engine.examine(source, backup, ending -> {
				throw new IllegalStateException(engine.kind() + " keeps its backups itself");
			}, progress);
			return;
		}
		Shelf shelf = shelves.shelf(source);
		shelf.requireWhole(backup, progress);
		engine.examine(source, backup, shelf.parts(backup), progress);
	}

	/** Why nothing can be restored from it; empty when it can. */
	Optional<String> refusal(Candidate entry, List<Backup> kept) {
		if (!entry.usable()) {
			return Optional.of(entry.refusal());
		}
		return refused(() -> shelves.engine(source).needs(entry.backup(), kept).forEach(this::demandNeeded))
			.or(() -> verdict(entry.backup()));
	}

	private void demandNeeded(Backup needed) {
		verdict(needed).ifPresent(what -> {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED, "it cannot be restored without another: " + what);
		});
	}

	private Optional<String> verdict(Backup backup) {
		Optional<String> known = verdicts.get(backup.id());
		if (known == null) {
			known = refused(() -> demand(backup));
			verdicts.put(backup.id(), known);
		}
		return known;
	}

	private static Optional<String> refused(Runnable look) {
		try {
			look.run();
			return Optional.empty();
		}
		catch (PermanentFailure bad) {
			if (bad.kind() != FailureKind.NOT_VERIFIED) {
				throw bad;
			}
			return Optional.of(bad.getMessage());
		}
	}

}
