package workflows.recovery;

import domain.backup.Place;
import domain.backup.Source;
import domain.people.Severity;
import domain.profile.RestoreProfile;
import domain.run.Outcome;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
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

	private final RestoreReport report;

	private Switching switching;

	/** Whether nobody is disturbed, and no freeze minded, before somebody approved. */
	private final boolean onceApproved;

	private boolean observed;

	private boolean locked;

	private boolean finished;

	private RestoreSteps(Procedure procedure, Source source, Instant wanted) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.store = new StoreRestore(procedure, source);
		this.wanted = wanted;
		this.writers = new Writers(procedure, procedure.profile(), source.asked().restore().writers());
		this.loss = new RestoreLoss(words);
		this.report = new RestoreReport(procedure);
		this.onceApproved = Workflow.getVersion("emergency-once-approved", Workflow.DEFAULT_VERSION,
				1) != Workflow.DEFAULT_VERSION;
		if (onceApproved) {
			procedure.passFreezes();
		}
		procedure.onBadEnd(end -> report.handBad(store, end));
	}

	static RestoreSteps of(EmergencyRestore.Request request, Procedure procedure) {
		Source source = Protection.one(procedure.profile(), request.store());
		requireSomebody(procedure, request.requestedBy());
		return new RestoreSteps(procedure.preempting(HAND_OVER), source, request.timestamp());
	}

	/** The same for data that is corrupt. */
	static RestoreSteps of(DisasterRecovery.Request request, Procedure procedure) {
		Source source = Protection.one(procedure.profile(), request.store());
		LastGood.requireChecks(source);
		return new RestoreSteps(procedure.preempting(HAND_OVER), source, null);
	}

	private static void requireSomebody(Procedure procedure, String requestedBy) {
		if (!procedure.run().planning() && (requestedBy == null || requestedBy.isBlank())) {
			throw Failures.input("requestedBy", null, "say who asks for it: a second person must approve");
		}
	}

	Procedure procedure() {
		return procedure;
	}

	/**
	 * Carries out the steps, which take the lock when the first of their questions was
	 * approved: who holds it is not told to abort for something that nobody wants.
	 */
	Outcome conduct(Supplier<String> steps) {
		return onceApproved ? procedure.observe(steps) : procedure.conduct(steps);
	}

	/** Whoever works on the system is gone now: the writers may stand otherwise. */
	private void begin() {
		if (onceApproved && !locked && !procedure.run().planning()) {
			procedure.takeLock();
			locked = true;
			writers.observe();
		}
	}

	void choose() {
		store.chooseWithPeople(wanted);
	}

	/** Before data is known to be bad since when: nothing more is written to it. */
	void askToStop() {
		writers.observe();
		observed = true;
		procedure.refuseInFreeze();
		procedure.ask(new Gate.Question("stop", "restore", words.say(
				"%s of %s is said to be corrupt. Approve to stop what writes to it (%s) and to look for the last good backup.",
				"%s de %s estaria corrompido. Aprove para parar o que escreve nele (%s) e procurar o último backup bom.",
				store.source().name(), procedure.run().system(), writers.names()) + disturbed(), true));
		begin();
	}

	/** Who else is concerned by an approval. */
	private String disturbed() {
		return onceApproved ? words.say(" Whoever works on %s under its lock is then told to undo and hand over.%s",
				" Quem trabalha em %s sob a trava é então mandado desfazer e entregá-la.%s", procedure.run().system(),
				procedure.passedFreeze()) : "";
	}

	void findLastGood() {
		new LastGood(procedure, store).find();
	}

	void compareWithNow() {
		store.plan(Place.Purpose.RESTORED, expiry());
		switching = new Switching(procedure, procedure.profile(), store);
		if (!observed) {
			writers.observe();
		}
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
		String question = loss.question(procedure.run().system(), store, wanted, writers.names(), Board.now())
				+ (locked ? "" : disturbed());
		if (procedure.run().planning()) {
			procedure.board().note(question);
		}
		procedure.ask(new Gate.Question("restore", "restore", question, true));
		begin();
	}

	void stopWriters() {
		procedure.gates().awaitNotHeld();
		writers.stop();
		report.writersAreStopped();
	}

	/** Ends with data that was compared and found right, or not at all. */
	void restoreUntilRight() {
		procedure.undo().register(words.say("remove what was restored", "remover o que foi restaurado"), store::remove);
		new RightData(procedure, store).restore(wanted, writers::names);
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
		report.isVerified();
	}

	String close() {
		procedure.keepWhatWasDone();
		finished = !procedure.run().planning();
		String summary = words.say(
				"%s restored from %s; lost is what was written after %s; what was there before: %s%s",
				"%s restaurado de %s; perdeu-se o que foi escrito depois de %s; o que havia antes: %s%s",
				store.source().name(), store.chosen().id(), words.time(store.chosen().recoveryPoint()),
				switching.safety(), switching.next());
		report.hand(store, switching.safety());
		// Whatever becomes of a later undo has words of its own.
		procedure.onBadEnd(end -> {
		});
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
