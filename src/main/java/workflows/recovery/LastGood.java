package workflows.recovery;

import activities.Backups;
import domain.backup.Backup;
import domain.backup.Bisection;
import domain.backup.Candidate;
import domain.backup.Choice;
import domain.backup.ChooseRequest;
import domain.backup.Place;
import domain.backup.Source;
import domain.failure.FailureKind;
import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import java.util.List;
import workflows.steps.Board;
import workflows.steps.Failures;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/**
 * The newest backup whose data is good by the profile's own questions: each one looked at
 * is read back, restored beside what is in use, asked and removed again.
 */
final class LastGood {

	private final Procedure procedure;

	private final Words words;

	private final StoreRestore store;

	LastGood(Procedure procedure, StoreRestore store) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.store = store;
	}

	/** Without a question nothing tells good data from bad. */
	static void requireChecks(Source source) {
		if (source.asked().restore().checks().isEmpty()) {
			throw Failures.input("store", source.name(),
					"its profile names no question that good data answers: fill recovery.stores[name=" + source.name()
							+ "].restore.checks");
		}
	}

	void find() {
		Bisection search = new Bisection(usable());
		procedure.board()
			.phase("bisect", words.say("Looking for the last good backup, in at most %d restores",
					"Procurando o último backup bom, em no máximo %d restaurações", search.longest()));
		if (procedure.run().planning()) {
			store.choose(null);
			return;
		}
		store.plan(Place.Purpose.DRILL, Board.now().plus(Duration.ofDays(1)));
		procedure.undo()
			.register(words.say("remove what was looked at", "remover o que foi examinado"), this::removeLookedAt);
		for (var next = search.next(); next.isPresent(); next = search.next()) {
			procedure.gates().awaitNotHeld();
			look(search, next.get());
		}
		Choice found = search.choice();
		if (found.chosen() == null) {
			throw Failures.of(FailureKind.NOT_FOUND, words.say("no backup of %s is good.%s",
					"nenhum backup de %s é bom.%s", store.source().name(), new RestoreLoss(words).refusals(found)));
		}
		store.take(found, search.later());
	}

	private List<Backup> usable() {
		return Steps.safe(Backups.class, words.say("Which backups there are", "Quais backups existem"))
			.listBackups(new ChooseRequest(procedure.run(), store.source(), null, null, Board.now()))
			.entries()
			.stream()
			.filter(Candidate::usable)
			.map(Candidate::backup)
			.toList();
	}

	private void look(Bisection search, Backup backup) {
		store.take(new Choice(backup, List.of(), List.of()), List.of());
		try {
			Steps.slow(Backups.class, words.say("Read %s back", "Ler %s de volta", backup.id()), BackupSteps.LONGEST)
				.verifyBackup(procedure.run(), backup, store.source());
			store.restore();
			String problem = store.compare();
			if (problem == null) {
				search.isGood();
				procedure.board().note(words.say("good: `%s`", "bom: `%s`", backup.id()));
			}
			else {
				search.isBad(problem);
				procedure.board().note(words.say("bad: `%s`: %s", "ruim: `%s`: %s", backup.id(), problem));
			}
		}
		catch (ActivityFailure failed) {
			if (Failures.cancelled(failed)) {
				throw failed;
			}
			search.isUnusable(Failures.words(failed));
			procedure.board()
				.note(words.say("cannot be used: `%s`: %s", "não serve: `%s`: %s", backup.id(),
						Failures.words(failed)));
		}
		store.remove();
	}

	/** The run's place for looking has another name than the one that is put in place. */
	private String removeLookedAt() {
		return store.places() == null || store.places().own().purpose() != Place.Purpose.DRILL
				? words.say("nothing was left over", "nada havia sobrado") : store.remove();
	}

}
