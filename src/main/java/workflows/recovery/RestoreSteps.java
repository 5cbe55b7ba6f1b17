package workflows.recovery;

import domain.backup.Place;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.people.Severity;
import domain.profile.RestoreProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import workflows.steps.Board;
import workflows.steps.Failures;
import workflows.steps.Gate;
import workflows.steps.Procedure;
import workflows.steps.Words;

/** What an emergency restore is made of. */
final class RestoreSteps {

	/** As long as whoever holds the lock may take to undo what it has begun. */
	static final Duration HAND_OVER = Duration.ofMinutes(30);

	private final Procedure procedure;

	private final Words words;

	private final StoreRestore store;

	private final Instant wanted;

	private final Writers writers;

	private final RestoreLoss loss;

	private Switching switching;

	private boolean finished;

	private RestoreSteps(Procedure procedure, Source source, Instant wanted) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.store = new StoreRestore(procedure, source);
		this.wanted = wanted;
		this.writers = new Writers(procedure, source.asked().restore().writers());
		this.loss = new RestoreLoss(words);
	}

	static RestoreSteps of(EmergencyRestore.Request request, Procedure procedure) {
		Source source = Protection.one(procedure.profile(), request.store());
		requireSomebody(procedure, request.requestedBy());
		return new RestoreSteps(procedure.preempting(HAND_OVER), source, request.timestamp());
	}

	static void requireSomebody(Procedure procedure, String requestedBy) {
		if (!procedure.run().planning() && (requestedBy == null || requestedBy.isBlank())) {
			throw Failures.input("requestedBy", null, "say who asks for it: a second person must approve");
		}
	}

	Procedure procedure() {
		return procedure;
	}

	void choose() {
		store.choose(wanted);
	}

	void compareWithNow() {
		store.plan(Place.Purpose.RESTORED, expiry());
		switching = new Switching(procedure, store.source(), store.places());
		writers.observe();
		store.compareWithNow();
		procedure.tell("started", "procedure-started", Severity.INFORMATION, Map.of());
	}

	/** What an application is pointed to must not be cleaned up. */
	private Instant expiry() {
		RestoreProfile restore = store.source().asked().restore();
		return restore.way() == RestoreProfile.Way.BESIDE ? null
				: Board.now().plus(restore.undoWithin()).plus(Duration.ofDays(1));
	}

	void askToDestroy() {
		procedure.refuseInFreeze();
		String question = loss.question(procedure.run().system(), store, wanted, writers.names(), Board.now());
		if (procedure.run().planning()) {
			procedure.board().note(question);
		}
		procedure.ask(new Gate.Question("restore", "restore", question, true));
	}

	void stopWriters() {
		procedure.gates().awaitNotHeld();
		writers.stop();
	}

	/** Ends with data that was compared and found right, or not at all. */
	void restoreUntilRight() {
		procedure.undo().register(words.say("remove what was restored", "remover o que foi restaurado"), store::remove);
		while (true) {
			procedure.gates().awaitNotHeld();
			String problem = store.restoreAndCompare();
			if (problem == null) {
				store.noteProof();
				return;
			}
			procedure.board().note(problem);
			switch (new WayOut(procedure).ask(problem, store.choice().untried())) {
				case OLDER -> store.chooseOlder(wanted);
				case BACK -> throw WayOut.back(words, problem);
				case STOPPED -> {
					procedure.keepWhatWasDone();
					throw Failures.of(FailureKind.NOT_VERIFIED,
							words.say("%s. Left stopped as decided: %s; restored data is in %s",
									"%s. Deixado parado como decidido: %s; os dados restaurados estão em %s", problem,
									writers.names(), store.places().own().name()));
				}
			}
		}
	}

	void putInPlace() {
		procedure.gates().awaitNotHeld();
		procedure.refuseInFreeze();
		procedure.board().phase("switch", words.say("Putting it in place", "Colocando no lugar"));
		procedure.undo()
			.register(words.say("what was there before", "o que havia antes"), () -> switching.back(store.request()));
		switching.over(store.request());
	}

	void startWriters() {
		procedure.gates().awaitNotHeld();
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
				"%s restaurado de %s; perdeu-se o que foi escrito depois de %s; o que havia antes: %s%s",
				store.source().name(), store.chosen().id(), words.time(store.chosen().recoveryPoint()),
				switching.safety(), switching.next());
		procedure.tell("done", "procedure-done", Severity.WARNING, Map.of("summary", summary));
		return summary;
	}

	/** Waits for somebody who wants the state before the restore back. */
	boolean undoIsWanted() {
		return finished && new TakingBack(procedure, store, switching, writers).isWanted();
	}

	/** Undoes a finished restore. */
	String takeBack() {
		return new TakingBack(procedure, store, switching, writers).takeBack();
	}

}
