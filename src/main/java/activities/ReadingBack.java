package activities;

import domain.backup.Backup;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PartialFailure;
import domain.failure.PermanentFailure;
import domain.people.Said;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stores.BackupEngine;
import stores.Entry;
import stores.Progress;
import stores.Shelf;

/** Reads backups of one store back, and those that they need; each once. */
final class ReadingBack {

	private final Shelves shelves;

	private final Source source;

	private final Progress progress;

	private final Map<String, Optional<Entry>> verdicts = new HashMap<>();

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

	/**
	 * The same entry with what speaks against it, and whether a person may take it all
	 * the same; empty when nothing does.
	 */
	Optional<Entry> refusal(Entry entry, List<Backup> kept) {
		if (!entry.usable()) {
			return Optional.of(entry);
		}
		return refused(entry.backup(),
				() -> shelves.engine(source).needs(entry.backup(), kept).forEach(this::demandNeeded))
			.or(() -> verdict(entry.backup()));
	}

	private void demandNeeded(Backup needed) {
		verdict(needed).ifPresent(what -> {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED, Said.of("it cannot be restored without another: %s",
					"não pode ser restaurado sem outro: %s", what.refusal()));
		});
	}

	private Optional<Entry> verdict(Backup backup) {
		Optional<Entry> known = verdicts.get(backup.id());
		if (known == null) {
			known = refused(backup, () -> demand(backup));
			verdicts.put(backup.id(), known);
		}
		return known;
	}

	private Optional<Entry> refused(Backup backup, Runnable look) {
		try {
			look.run();
			return Optional.empty();
		}
		catch (PermanentFailure bad) {
			if (bad.kind() != FailureKind.NOT_VERIFIED) {
				throw bad;
			}
			return Optional.of(new Entry(backup, bad.said(), bad instanceof PartialFailure));
		}
	}

}
