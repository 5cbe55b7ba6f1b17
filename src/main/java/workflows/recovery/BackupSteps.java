package workflows.recovery;

import activities.Backups;
import domain.backup.Backup;
import domain.backup.BackupRequest;
import domain.backup.ChooseRequest;
import domain.backup.PruneRequest;
import domain.backup.Pruned;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.people.Severity;
import domain.run.Change;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import workflows.steps.Board;
import workflows.steps.Failures;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/** What the backup of a system is made of. */
final class BackupSteps {

	static final Duration LONGEST = Duration.ofHours(6);

	private final Procedure procedure;

	private final Words words;

	private final String kind;

	private final List<String> taken = new ArrayList<>();

	private final List<String> failed = new ArrayList<>();

	BackupSteps(Procedure procedure, String kind) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.kind = kind == null || kind.isBlank() ? "manual" : kind;
	}

	void takeAndReadBack(Source source) {
		procedure.board().phase("backup", words.say("Backup of %s", "Backup de %s", source.name()));
		try {
			new LiveCanary(procedure, source).stampBeforeBackup();
			Backup backup = Steps
				.slow(Backups.class, words.say("Back up %s", "Fazer backup de %s", source.name()), LONGEST)
				.takeBackup(new BackupRequest(procedure.run(), kind, source));
			Backup proven = Steps
				.slow(Backups.class,
						words.say("Read the backup of %s back", "Ler o backup de %s de volta", source.name()), LONGEST)
				.verifyBackup(procedure.run(), backup, source);
			taken.add(proven.id());
			procedure.changed(List.of(new Change("backup of " + source.name(), "none of this run", proven.location())));
			procedure.board()
				.note(words.say("`%s`: %d bytes, data of %s", "`%s`: %d bytes, dados de %s", proven.id(),
						proven.bytes(), words.time(proven.recoveryPoint())));
		}
		catch (ActivityFailure refused) {
			fail(source, refused);
		}
	}

	/** One store that fails does not keep the others from their backup; a stop does. */
	private void fail(Source source, ActivityFailure refused) {
		if (Failures.cancelled(refused)) {
			throw refused;
		}
		failed.add(source.name() + ": " + Failures.words(refused));
		procedure.board().note(failed.getLast());
	}

	void prune(Source source) {
		try {
			Pruned pruned = Steps
				.slow(Backups.class, words.say("Retention of %s", "Retenção de %s", source.name()),
						Duration.ofMinutes(30))
				.pruneBackups(new PruneRequest(procedure.run(), source, Board.now()));
			procedure.changed(pruned.changes());
			pruned.removed()
				.forEach(gone -> procedure.board()
					.note(words.say("let go: `%s` (%s)", "liberado: `%s` (%s)", gone.id(), gone.reason())));
		}
		catch (ActivityFailure refused) {
			fail(source, refused);
		}
	}

	/** What is there besides ours is known afterwards, as what it is: unverified. */
	void listOthers(Source source) {
		if (Workflow.getVersion("list-others", Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION) {
			return;
		}
		try {
			int others = Steps
				.safe(Backups.class,
						words.say("What others keep beside %s", "O que outros guardam junto de %s", source.name()))
				.listOthers(new ChooseRequest(procedure.run(), source, null, null, Board.now()))
				.entries()
				.size();
			if (others > 0) {
				procedure.board()
					.note(words.say("made by others, unverified: %d", "feitos por outros, não verificados: %d",
							others));
			}
		}
		catch (ActivityFailure refused) {
			fail(source, refused);
		}
	}

	String close() {
		String summary = words.say("backups taken and read back: %s", "backups feitos e lidos de volta: %s",
				taken.isEmpty() ? "-" : String.join(", ", taken));
		if (!failed.isEmpty()) {
			String problem = String.join("; ", failed);
			procedure.tell("backup-failed", "backup-failed", Severity.CRITICAL,
					Map.of("reason", problem, "summary", summary));
			throw Failures.of(FailureKind.NOT_VERIFIED, problem + ". " + summary);
		}
		return summary;
	}

}
