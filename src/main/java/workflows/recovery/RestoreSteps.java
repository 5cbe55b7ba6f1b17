package workflows.recovery;

import activities.Backups;
import activities.Restores;
import domain.backup.Backup;
import domain.backup.Choice;
import domain.backup.ChooseRequest;
import domain.backup.Findings;
import domain.backup.Place;
import domain.backup.Places;
import domain.backup.PlacesRequest;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.backup.Standing;
import domain.failure.FailureKind;
import domain.people.Severity;
import domain.profile.RestoreProfile;
import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import workflows.steps.Board;
import workflows.steps.Failures;
import workflows.steps.Gate;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/** What an emergency restore is made of. */
final class RestoreSteps {

	private static final Duration LOOK = Duration.ofMinutes(30);

	private final Procedure procedure;

	private final Words words;

	private final Source source;

	private final Instant wanted;

	private final Writers writers;

	private final RestoreLoss loss;

	private final List<String> outOfTheQuestion = new ArrayList<>();

	private Choice choice;

	private Places places;

	private Switching switching;

	private boolean finished;

	private RestoreSteps(Procedure procedure, Source source, Instant wanted) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.source = source;
		this.wanted = wanted;
		this.writers = new Writers(procedure, source);
		this.loss = new RestoreLoss(words);
	}

	static RestoreSteps of(EmergencyRestore.Request request, Procedure procedure) {
		Source source = Protection.one(procedure.profile(), request.store());
		if (!procedure.run().planning() && (request.requestedBy() == null || request.requestedBy().isBlank())) {
			throw Failures.input("requestedBy", null, "say who asks for it: a second person must approve");
		}
		return new RestoreSteps(procedure, source, request.timestamp());
	}

	Procedure procedure() {
		return procedure;
	}

	void choose() {
		phase("choose", words.say("Choosing a backup of %s", "Escolhendo um backup de %s", source.name()));
		choice = Steps
			.slow(Backups.class,
					words.say("Read backups back, newest first", "Ler os backups, do mais novo ao mais velho"),
					BackupSteps.LONGEST)
			.chooseBackup(new ChooseRequest(procedure.run(), source, wanted, outOfTheQuestion, Board.now()));
		choice.refused()
			.forEach(bad -> procedure.board()
				.note(words.say("refused: `%s`: %s", "recusado: `%s`: %s", bad.backup().id(), bad.refusal())));
		if (choice.chosen() == null) {
			throw Failures.of(FailureKind.NOT_FOUND, words.say("no backup of %s can be used%s",
					"nenhum backup de %s pode ser usado%s", source.name(), loss.refusals(choice)));
		}
		procedure.fact("from", choice.chosen().id());
	}

	void compareWithNow() {
		places = Steps.safe(Restores.class, words.say("Where it is restored to", "Onde será restaurado"))
			.planPlaces(new PlacesRequest(procedure.run(), source, Place.Purpose.RESTORED, expiry()));
		switching = new Switching(procedure, source, places);
		writers.observe();
		Standing now = Steps.slow(Restores.class, words.say("What is there now", "O que há agora"), LOOK)
			.inspectPlace(new RestoreRequest(procedure.run(), source, null, places.live()));
		procedure.board().table(loss.table(choice.chosen(), now));
		procedure.tell("started", "procedure-started", Severity.INFORMATION, Map.of());
	}

	/** What an application is pointed to must not be cleaned up. */
	private Instant expiry() {
		RestoreProfile restore = source.asked().restore();
		return restore.way() == RestoreProfile.Way.BESIDE ? null
				: Board.now().plus(restore.undoWithin()).plus(Duration.ofDays(1));
	}

	void askToDestroy() {
		procedure.refuseInFreeze();
		procedure.ask(new Gate.Question("restore", "restore",
				loss.question(procedure.run().system(), places, choice, writers.names(), Board.now()), true));
	}

	void stopWriters() {
		procedure.gates().awaitNotHeld();
		writers.stop();
	}

	/** Ends with data that was compared and found right, or not at all. */
	void restoreUntilRight() {
		procedure.undo()
			.register(words.say("remove what was restored", "remover o que foi restaurado"), this::removeRestored);
		while (true) {
			String problem = restoreAndCompare();
			if (problem == null) {
				noteProof();
				return;
			}
			procedure.board().note(problem);
			switch (new WayOut(procedure).ask(problem, choice.untried())) {
				case OLDER -> {
					removeRestored();
					outOfTheQuestion.add(choice.chosen().id());
					choose();
				}
				case BACK -> throw WayOut.back(words, problem);
				case STOPPED -> {
					procedure.keepWhatWasDone();
					throw Failures.of(FailureKind.NOT_VERIFIED,
							words.say("%s. Left stopped as decided: %s; restored data is in %s",
									"%s. Deixado parado como decidido: %s; os dados restaurados estão em %s", problem,
									writers.names(), places.own().name()));
				}
			}
		}
	}

	private String restoreAndCompare() {
		phase("restore", words.say("Restoring %s from `%s`", "Restaurando %s de `%s`", source.name(), chosen().id()));
		try {
			procedure.changed(
					Steps
						.slow(Restores.class, words.say("Restore %s", "Restaurar %s", chosen().id()),
								source.asked().restore().within())
						.restoreBackup(request())
						.changes());
			if (procedure.run().planning()) {
				return null;
			}
			Findings findings = Steps
				.slow(Restores.class,
						words.say("Compare with the backup's figures", "Comparar com os números do backup"), LOOK)
				.checkRestored(request());
			procedure.board().table(loss.findings(findings));
			return findings.good() ? null : words.say("what was restored is not right: %s",
					"o que foi restaurado não está certo: %s", loss.bad(findings));
		}
		catch (ActivityFailure failed) {
			if (Failures.cancelled(failed)) {
				throw failed;
			}
			return words.say("the restore failed: %s", "a restauração falhou: %s", Failures.words(failed));
		}
	}

	private void noteProof() {
		if (!procedure.run().planning()) {
			Steps.safe(Backups.class, words.say("Note the proof with the backup", "Anotar a prova junto ao backup"))
				.noteRestored(procedure.run(), chosen(), source);
		}
	}

	private String removeRestored() {
		Steps
			.undo(Restores.class, words.say("Remove what was restored", "Remover o que foi restaurado"),
					Duration.ofMinutes(10))
			.dropPlace(request());
		return words.say("%s removed", "%s removido", places.own().name());
	}

	void putInPlace() {
		procedure.refuseInFreeze();
		phase("switch", words.say("Putting it in place", "Colocando no lugar"));
		procedure.undo()
			.register(words.say("what was there before", "o que havia antes"), () -> switching.back(request()));
		switching.over(request());
	}

	void startWriters() {
		writers.start();
	}

	void validate() {
		writers.validate();
	}

	String close() {
		procedure.keepWhatWasDone();
		finished = !procedure.run().planning();
		String summary = words.say(
				"%s restored from %s; lost is what was written after %s; what was there before: %s%s",
				"%s restaurado de %s; perdeu-se o que foi escrito depois de %s; o que havia antes: %s%s", source.name(),
				chosen().id(), words.time(chosen().recoveryPoint()), switching.safety(), switching.next());
		procedure.tell("done", "procedure-done", Severity.WARNING, Map.of("summary", summary));
		return summary;
	}

	/** Waits for somebody who wants the state before the restore back. */
	boolean undoIsWanted() {
		Duration window = source.asked().restore().undoWithin();
		if (!finished || window.isZero()) {
			return false;
		}
		boolean back = procedure.askAfterwards(new Gate.Question("undo", "undo", words.say(
				"%s is restored. Approve to take the restore back: %s takes its place again and what was written since is lost. Without an answer the restore stays and the copy is removed.",
				"%s está restaurado. Aprove para desfazer a restauração: %s volta ao lugar e o que foi escrito desde então se perde. Sem resposta, a restauração fica e a cópia é removida.",
				source.name(), switching.safety()), false, window));
		if (!back) {
			switching.removeSafety(request());
		}
		return back;
	}

	/** Undoes a finished restore. */
	String takeBack() {
		writers.observe();
		writers.stop();
		procedure.undo()
			.register(words.say("the restored data", "os dados restaurados"), () -> switching.overAgain(request()));
		String done = switching.back(request());
		writers.start();
		procedure.keepWhatWasDone();
		removeRestored();
		procedure.tell("taken-back", "procedure-done", Severity.WARNING, Map.of("summary", done));
		return words.say("the restore was taken back: %s", "a restauração foi desfeita: %s", done);
	}

	private Backup chosen() {
		return choice.chosen();
	}

	private RestoreRequest request() {
		return new RestoreRequest(procedure.run(), source, chosen(), places.own(), places.aside());
	}

	private void phase(String keyword, String text) {
		procedure.board().phase(keyword, text);
	}

}
