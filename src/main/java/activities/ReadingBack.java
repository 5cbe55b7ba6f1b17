package activities;

import domain.backup.Backup;
import domain.backup.Candidate;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PartialFailure;
import domain.failure.PermanentFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stores.BackupEngine;
import stores.EvidenceWords;
import stores.Progress;
import stores.Shelf;

/** Reads backups of one store back, and those that they need; each once. */
final class ReadingBack {

	private final Shelves shelves;

	private final Source source;

	private final Progress progress;

	/** Language of the run's people. */
	private final String language;

	private final Map<String, Optional<Refusal>> verdicts = new HashMap<>();

	ReadingBack(Shelves shelves, Source source, String language, Progress progress) {
		this.shelves = shelves;
		this.source = source;
		this.language = language;
		this.progress = progress;
	}

	/** What speaks against a backup, and whether a person may take it all the same. */
	record Refusal(String why, boolean partial) {

		Candidate of(Backup backup) {
			return new Candidate(backup, why, partial);
		}

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
	Optional<Refusal> refusal(Candidate entry, List<Backup> kept) {
		if (!entry.usable()) {
			return Optional.of(new Refusal(EvidenceWords.inWords(language, entry.refusal()), false));
		}
		return refused(() -> shelves.engine(source).needs(entry.backup(), kept).forEach(this::demandNeeded))
			.or(() -> verdict(entry.backup()));
	}

	private void demandNeeded(Backup needed) {
		verdict(needed).ifPresent(what -> {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED,
					"it cannot be restored without another: " + what.why());
		});
	}

	private Optional<Refusal> verdict(Backup backup) {
		Optional<Refusal> known = verdicts.get(backup.id());
		if (known == null) {
			known = refused(() -> demand(backup));
			verdicts.put(backup.id(), known);
		}
		return known;
	}

	private Optional<Refusal> refused(Runnable look) {
		try {
			look.run();
			return Optional.empty();
		}
		catch (PermanentFailure bad) {
			if (bad.kind() != FailureKind.NOT_VERIFIED) {
				throw bad;
			}
			return Optional
				.of(new Refusal(EvidenceWords.inWords(language, bad.getMessage()), bad instanceof PartialFailure));
		}
	}

}
