package workflows.steps;

import activities.Decisions;
import activities.Profiles;
import domain.failure.FailureKind;
import domain.gate.DecisionRecord;
import domain.people.Severity;
import domain.profile.SystemProfile;
import domain.report.Draft;
import domain.report.Filed;
import domain.run.Change;
import domain.run.Outcome;
import domain.run.Run;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What every procedure does around its own steps: it reads the profile once, refuses in a
 * freeze, takes the lock, and whatever happens undoes what was begun, gives the lock back
 * and tells people.
 */
public final class Procedure {

	/** Topic of what is told about a run that is no release. */
	private static final String TOPIC = "operations";

	private final Opening opening;

	private final Page page;

	private final Run run;

	private final SystemProfile profile;

	private final Words words;

	private final Board board;

	private final Tidings tidings;

	private final Gates gates;

	private final Lock lock;

	private final FreezeGuard freezes;

	private final Conclusion conclusion;

	private final PausedTools paused;

	private final Undo undo = new Undo();

	private final List<Change> changes = new ArrayList<>();

	private final List<Promise<Void>> filing = new ArrayList<>();

	private final Map<String, String> facts = new TreeMap<>();

	private String family = "procedure";

	private Consumer<BadEnd> badEnd = end -> {
	};

	private boolean listening;

	private Procedure(Opening opening, Page page, SystemProfile profile) {
		var info = Workflow.getInfo();
		this.opening = opening;
		this.page = page;
		this.profile = profile;
		this.run = new Run(info.getWorkflowId(), info.getFirstExecutionRunId(), info.getWorkflowType(),
				opening.system(), opening.component(), opening.mode(), profile.language());
		this.words = new Words(profile.language(), profile.timeZone());
		this.board = new Board(words);
		this.tidings = new Tidings(run, profile.people(), words);
		this.gates = new Gates(profile, words, board, tidings, this::file, opening.requestedBy());
		this.lock = new Lock(run, words, opening.reason() == null ? run.procedure() : opening.reason());
		this.freezes = new FreezeGuard(this, opening);
		this.conclusion = new Conclusion(this);
		this.paused = new PausedTools(this);
	}

	/** Reads the profile and makes the run known; changes nothing yet. */
	public static Procedure open(Opening opening) {
		// Its language is not known yet.
		Page page = new Page("Checking the input for " + opening.system());
		Workflow.registerListener(page);
		if (opening.system() == null || opening.system().isBlank()) {
			throw Failures.input("system", opening.system(), "name a system, for example {\"system\": \"…\"}");
		}
		try {
			SystemProfile profile = Steps.safe(Profiles.class, "Read the profile of " + opening.system())
				.readProfile(opening.system());
			return new Procedure(opening, page, profile);
		}
		catch (TemporalFailure unreadable) {
			throw Failures.of(Failures.kind(unreadable).orElse(FailureKind.PROFILE), Failures.words(unreadable));
		}
	}

	/** The same procedure on a component that the profile chose. */
	public Procedure on(String component) {
		return component.equals(run.component()) ? this : new Procedure(opening.on(component), page, profile);
	}

	/**
	 * An emergency: whoever holds the system's lock is told to abort, undoes what it has
	 * begun and hands over. Another emergency is not: this one is then refused.
	 * @param patience how long that undo is waited for
	 */
	public Procedure preempting(Duration patience) {
		lock.preempt(patience);
		return this;
	}

	public Run run() {
		return run;
	}

	public SystemProfile profile() {
		return profile;
	}

	public Words words() {
		return words;
	}

	public Board board() {
		return board;
	}

	public Tidings tidings() {
		return tidings;
	}

	public Gates gates() {
		return gates;
	}

	public Undo undo() {
		return undo;
	}

	/**
	 * The point of no return: nothing registered so far will be taken back, and nobody
	 * can ask for it.
	 */
	public void keepWhatWasDone() {
		undo.forget();
		gates.refuseAborts();
	}

	/** Keeps changes for the outcome, each once. */
	public void changed(List<Change> made) {
		made.stream().filter(change -> !changes.contains(change)).forEach(changes::add);
	}

	/** Carries out the steps under the lock; undoes them when they end badly. */
	public Outcome conduct(Supplier<String> steps) {
		return new Conduct(this).underLock(steps);
	}

	/**
	 * Carries out the steps under a part of the lock: others may work on components
	 * meanwhile, nobody on the whole system.
	 */
	public Outcome conductBesideOthers(String scope, Supplier<String> steps) {
		lock.only(scope);
		return conduct(steps);
	}

	/**
	 * Carries out steps that change nothing: without the lock, and in a freeze as well.
	 */
	public Outcome observe(Supplier<String> steps) {
		return new Conduct(this).carryOut(steps);
	}

	/**
	 * Takes the lock in the midst of steps that began without it; it is given back when
	 * they end.
	 * @throws TemporalFailure of kind {@code LOCKED} when another run holds it
	 */
	public void takeLock() {
		if (!run.planning()) {
			lock.take();
			paused.expect();
		}
	}

	/**
	 * Asks people about something that is done already, without the lock.
	 * @return whether they approved; silence and a cancellation are a no
	 */
	public boolean askAfterwards(Gate.Question question) {
		return new Conduct(this).askAfterwards(question);
	}

	/** Once: what is carried out after the run's end is heard in the same way. */
	void listen() {
		if (!listening) {
			listening = true;
			Workflow.registerListener(gates.voice());
		}
	}

	/**
	 * An emergency that a second person approves in any case: no freeze stops it, nor its
	 * way back. The question must say that one is on.
	 */
	public void passFreezes() {
		freezes.pass();
	}

	/** That a freeze is on that is passed, for a question; empty when none is. */
	public String passedFreeze() {
		return freezes.passed();
	}

	/**
	 * Refuses, or asks a second person, when a freeze is on. Called before every
	 * dangerous step as well.
	 */
	public void refuseInFreeze() {
		freezes.refuse();
	}

	/** Goes on only when the gate was approved. */
	public void requireApproval(Gate gate) {
		switch (gate.settlement()) {
			case APPROVED, WITHDRAWN -> {
			}
			case REJECTED -> throw Stopped.rejected(
					words.say("rejected at gate %s by %s", "rejeitado no portão %s por %s", gate.id(), gate.inWords()));
			case EXPIRED ->
				throw new Stopped(FailureKind.EXPIRED, words.say("nobody decided at gate %s in time, which means no",
						"ninguém decidiu no portão %s a tempo, e isso significa não", gate.id()));
		}
	}

	/**
	 * Asks people and goes on only when they approve; in plan mode it only says that it
	 * would ask.
	 */
	public void ask(Gate.Question question) {
		if (run.planning()) {
			board.note(words.say("would ask at gate `%s`", "perguntaria no portão `%s`", question.gate()));
			return;
		}
		requireApproval(gates.ask(question));
	}

	/** Adds a value that every later message may show, for example the version. */
	public void fact(String name, String value) {
		facts.put(name, value == null ? "" : value);
	}

	/**
	 * Which family of templates tells people how the run ends: {@code <family>-undone},
	 * {@code -rejected}, {@code -aborted}. Those of every procedure unless it has its
	 * own.
	 */
	public void speakAs(String templates) {
		family = templates;
	}

	/**
	 * What is still done when the steps do not reach their end: called after what was
	 * begun was taken back, also in a run that was cancelled, and not in plan mode. The
	 * last one given counts.
	 */
	public void onBadEnd(Consumer<BadEnd> action) {
		badEnd = action;
	}

	void endBadly(BadEnd end) {
		if (!run.planning()) {
			Workflow.newDetachedCancellationScope(() -> badEnd.accept(end)).run();
		}
	}

	Page page() {
		return page;
	}

	Lock lock() {
		return lock;
	}

	PausedTools paused() {
		return paused;
	}

	Conclusion conclusion() {
		return conclusion;
	}

	/** What was changed so far, each once. */
	public List<Change> changes() {
		return changes;
	}

	/** Decisions that are being filed. */
	List<Promise<Void>> filing() {
		return filing;
	}

	String family() {
		return family;
	}

	/**
	 * Begins a report.
	 * @param name its file name without ending, and its key in the run
	 * @param title what it is about, in the run's language
	 * @param subject the part of the system that it is about; null: all of it
	 */
	public Draft draft(String name, String title, String subject) {
		return new Draft(run, name, title, subject, profile.timeZone(),
				Instant.ofEpochMilli(Workflow.getInfo().getRunStartedTimestampMillis()));
	}

	/**
	 * Keeps a report, with the run's timeline and changes so far, and hands it to people,
	 * as urgent as what it comes to. In plan mode there is none. Whatever becomes of it
	 * does not change how the run ends.
	 * @return the report as it was kept; empty when it could not be written
	 */
	public Optional<Filed> report(Draft draft) {
		return new Reporting(this).hand(draft.finish(Board.now(), board.timeline(), changes));
	}

	/** Tells people something about the run, once per key, with all its facts. */
	public void tell(String key, String template, Severity severity, Map<String, String> more) {
		Map<String, String> values = facts();
		values.putIfAbsent("reason", opening.reason());
		values.putIfAbsent("by", opening.requestedBy());
		values.putAll(more);
		values.replaceAll((name, value) -> value == null || value.isBlank() ? "-" : value);
		tidings.tell(key, template, severity, TOPIC, values);
	}

	/** The values that messages may show. */
	public Map<String, String> facts() {
		return new TreeMap<>(facts);
	}

	private void file(DecisionRecord decision) {
		Decisions decisions = Steps.safe(Decisions.class,
				words.say("File the decision: %s", "Registrar a decisão: %s", decision.verb()));
		Workflow.newDetachedCancellationScope(() -> {
			board.waitingFor().filing();
			filing.add(begin(decisions, decision).handle((done, failed) -> {
				board.waitingFor().filed();
				return done;
			}));
		}).run();
	}

	private Promise<Void> begin(Decisions decisions, DecisionRecord decision) {
		if (board.waitingFor().filesLast()) {
			// A thread of its own has its turn after the one that waits for the decision.
			return Async.procedure(() -> decisions.recordDecision(run, decision));
		}
		return Async.procedure(decisions::recordDecision, run, decision);
	}

}
