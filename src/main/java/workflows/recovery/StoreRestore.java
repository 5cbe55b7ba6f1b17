package workflows.recovery;

import activities.Backups;
import activities.Restores;
import domain.backup.Backup;
import domain.backup.Candidate;
import domain.backup.Choice;
import domain.backup.ChooseRequest;
import domain.backup.Findings;
import domain.backup.Lacking;
import domain.backup.Place;
import domain.backup.Places;
import domain.backup.PlacesRequest;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.backup.Standing;
import domain.failure.FailureKind;
import domain.run.Change;
import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import workflows.steps.Board;
import workflows.steps.Failures;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/**
 * One store on its way back: a backup is chosen, restored into a place of the run's own
 * and compared there. Nothing here touches what is in use.
 */
final class StoreRestore {

	private static final Duration LOOK = Duration.ofMinutes(30);

	private final Procedure procedure;

	private final Words words;

	private final Source source;

	private final RestoreLoss loss;

	private final List<String> outOfTheQuestion = new ArrayList<>();

	private final List<String> accepted = new ArrayList<>();

	private String lacking;

	/** What came about in part only while it was put in place, and was taken. */
	private final List<Lacking> taken = new ArrayList<>();

	private Choice choice;

	private Places places;

	private Instant restored;

	private Findings findings;

	StoreRestore(Procedure procedure, Source source) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.source = source;
		this.loss = new RestoreLoss(words);
	}

	Source source() {
		return source;
	}

	Choice choice() {
		return choice;
	}

	Backup chosen() {
		return choice.chosen();
	}

	/** What the chosen backup lacks, as a person accepted it; null when nothing. */
	String lacking() {
		return lacking;
	}

	/** Somebody takes what came about in part only. */
	void accept(Lacking partial) {
		taken.add(partial);
	}

	List<Lacking> accepted() {
		return taken;
	}

	Places places() {
		return places;
	}

	/** When the data was there, right or not; null while it is not. */
	Instant restored() {
		return restored;
	}

	/** What was compared; null before. */
	Findings findings() {
		return findings;
	}

	/**
	 * Reads backups back until one can be used; of a newer one that lacks something
	 * people say whether it is taken all the same.
	 * @param wanted the moment to go back to; null: the newest
	 */
	void chooseWithPeople(Instant wanted) {
		look(wanted);
		Candidate partial = choice.partial();
		if (partial != null && new PartialBackup(procedure, source).isTaken(partial, choice)) {
			accepted.add(partial.backup().id());
			look(wanted);
			lacking = partial.refusal();
		}
		requireOne();
	}

	/** The same without anybody: one that lacks something is refused. */
	void choose(Instant wanted) {
		look(wanted);
		requireOne();
	}

	private void look(Instant wanted) {
		lacking = null;
		phase("choose", words.say("Choosing a backup of %s", "Escolhendo um backup de %s", source.name()));
		choice = Steps
			.slow(Backups.class,
					words.say("Read backups back, newest first", "Ler os backups, do mais novo ao mais velho"),
					BackupSteps.LONGEST)
			.chooseBackup(new ChooseRequest(procedure.run(), source, wanted, outOfTheQuestion, Board.now(), accepted));
		choice.refused()
			.forEach(bad -> procedure.board()
				.note(words.say("refused: `%s`: %s", "recusado: `%s`: %s", bad.backup().id(), bad.refusal())));
	}

	private void requireOne() {
		if (choice.chosen() == null) {
			throw Failures.of(FailureKind.NOT_FOUND, words.say("no backup of %s can be used%s",
					"nenhum backup de %s pode ser usado%s", source.name(), loss.refusals(choice)));
		}
		procedure.fact("from", choice.chosen().id());
	}

	/**
	 * Takes what was chosen otherwise.
	 * @param never ids of those that are never fallen back to
	 */
	void take(Choice made, List<String> never) {
		choice = made;
		outOfTheQuestion.addAll(never);
		if (made.chosen() != null) {
			procedure.fact("from", made.chosen().id());
		}
	}

	/** What was chosen will not do: the next older one. */
	void chooseOlder(Instant wanted) {
		remove();
		outOfTheQuestion.add(choice.chosen().id());
		chooseWithPeople(wanted);
	}

	/**
	 * Names the places that this run uses.
	 * @param expires when they are of no more use; null: never
	 */
	void plan(Place.Purpose purpose, Instant expires) {
		places = Steps.safe(Restores.class, words.say("Where it is restored to", "Onde será restaurado"))
			.planPlaces(new PlacesRequest(procedure.run(), source, purpose, expires));
	}

	/**
	 * The same where what is put aside is of use for longer than what was restored.
	 * @param own when the run's own place is of no more use; null: never
	 */
	void plan(Place.Purpose purpose, Instant expires, Instant own) {
		plan(purpose, expires);
		places = new Places(places.live(), places.own().until(own), places.aside(), places.others());
	}

	/** Shows what is there now beside what comes. */
	void compareWithNow() {
		Standing now = Steps.slow(Restores.class, words.say("What is there now", "O que há agora"), LOOK)
			.inspectPlace(new RestoreRequest(procedure.run(), source, null, places.live()));
		procedure.board().table(loss.table(choice.chosen(), now));
	}

	/** What is wrong with what was restored; null when it was found right. */
	String restoreAndCompare() {
		phase("restore", words.say("Restoring %s from `%s`", "Restaurando %s de `%s`", source.name(), chosen().id()));
		try {
			procedure.changed(restore());
			restored = Board.now();
			return procedure.run().planning() ? null : compare();
		}
		catch (ActivityFailure failed) {
			if (Failures.cancelled(failed) || procedure.run().planning()) {
				throw failed;
			}
			return words.say("the restore failed: %s", "a restauração falhou: %s", Failures.words(failed));
		}
	}

	/** Restores what was chosen into the run's own place. */
	List<Change> restore() {
		return Steps
			.slow(Restores.class, words.say("Restore %s", "Restaurar %s", chosen().id()),
					source.asked().restore().within())
			.restoreBackup(request())
			.changes();
	}

	/** What is wrong with what was restored; null when it is right. */
	String compare() {
		findings = Steps
			.slow(Restores.class, words.say("Compare with the backup's figures", "Comparar com os números do backup"),
					LOOK)
			.checkRestored(request());
		procedure.board().table(loss.findings(findings));
		return findings.good() ? null : words.say("what was restored is not right: %s",
				"o que foi restaurado não está certo: %s", loss.bad(findings));
	}

	void noteProof() {
		if (!procedure.run().planning()) {
			Steps.safe(Backups.class, words.say("Note the proof with the backup", "Anotar a prova junto ao backup"))
				.noteRestored(procedure.run(), chosen(), source);
		}
	}

	/** Removes what was restored, wherever the run is. */
	String remove() {
		Steps
			.undo(Restores.class, words.say("Remove what was restored", "Remover o que foi restaurado"),
					Duration.ofMinutes(10))
			.dropPlace(request());
		return words.say("%s removed", "%s removido", places.own().name());
	}

	RestoreRequest request() {
		return new RestoreRequest(procedure.run(), source, chosen(), places.own(), places.aside());
	}

	private void phase(String keyword, String text) {
		procedure.board().phase(keyword, text);
	}

}
