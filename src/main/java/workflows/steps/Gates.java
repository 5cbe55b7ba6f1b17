package workflows.steps;

import domain.gate.Answer;
import domain.gate.Decision;
import domain.gate.DecisionRecord;
import domain.people.Severity;
import domain.profile.SystemProfile;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The open gates of a run and everything else that people can say to it. A decision is
 * bound to this run and to one gate; what cannot count is refused, and the refusal is
 * shown and filed. Only {@code abort} is never refused for its form: on a bad night a
 * missing word must not keep a canary in traffic.
 */
public final class Gates {

	static final String APPROVE = "approve";

	static final String REJECT = "reject";

	static final String EXTEND = "extend";

	private final SystemProfile profile;

	private final Words words;

	private final Board board;

	private final Files files;

	private final String requester;

	private final Admission admission;

	private final GateNotices notices;

	private final GateClock clock;

	private final List<Gate> open = new ArrayList<>();

	private Runnable onAbort = () -> {
	};

	private DecisionRecord aborted;

	private boolean held;

	private boolean done;

	private Duration extension = Duration.ZERO;

	private long changes;

	Gates(SystemProfile profile, Words words, Board board, Tidings tidings, Files files, String requester) {
		this.profile = profile;
		this.words = words;
		this.board = board;
		this.files = files;
		this.requester = requester;
		this.admission = new Admission(profile, words);
		this.notices = new GateNotices(profile, words, board, tidings);
		this.clock = new GateClock(this, notices, words, board);
	}

	/** Files decisions in the ledger. */
	interface Files {

		void file(DecisionRecord decision);

	}

	/** From now on an abort comes too late. */
	void refuseAborts() {
		done = true;
	}

	void onAbort(Runnable action) {
		onAbort = action;
	}

	Optional<DecisionRecord> aborted() {
		return Optional.ofNullable(aborted);
	}

	/** Whether somebody asked the run to stay where it is. */
	public boolean held() {
		return held;
	}

	/** Time added so far by {@code extend}. */
	public Duration extension() {
		return extension;
	}

	/**
	 * Grows with everything that people say: lets a watch notice that it must look again.
	 */
	public long changes() {
		return changes;
	}

	/** Lets whoever watches the changes look again. */
	void changed() {
		changes++;
	}

	Optional<String> malformed(Decision decision) {
		return admission.malformed(decision);
	}

	/** Opens a gate and tells people; does not wait. */
	public Gate open(Gate.Question question) {
		Gate gate = opened(question);
		Async.procedure(clock::keepTime, gate)
			// An abort ends the waiting; the gate is closed by the undo.
			.handle((done, stopped) -> done);
		return gate;
	}

	/**
	 * Opens a gate beside another one whose time counts for both: whoever opens it closes
	 * it.
	 */
	public Gate openBeside(Gate.Question question) {
		return opened(question);
	}

	/** Opens a gate and waits until it is settled. */
	public Gate ask(Gate.Question question) {
		Gate gate = opened(question);
		clock.keepTime(gate);
		close(gate);
		return gate;
	}

	private Gate opened(Gate.Question question) {
		Gate gate = new Gate(question, profile.gate(question.rules()), profile.people().persons(), requester,
				Board.now());
		open.add(gate);
		notices.show(open, held);
		notices.tell(gate, "gate-opened", "gate-opened/" + gate.id(), Severity.WARNING);
		return gate;
	}

	/** Takes a gate away: settled, or no longer asked. */
	public void close(Gate gate) {
		gate.settle(Gate.Settlement.WITHDRAWN);
		if (open.remove(gate)) {
			GateMeter.waited(gate);
		}
		notices.show(open, held);
	}

	void closeAll() {
		List.copyOf(open).forEach(this::close);
	}

	/** Waits as long as the run is held. */
	public void awaitNotHeld() {
		if (held) {
			Workflow.await(() -> !held);
		}
	}

	Answer decide(String verb, Decision decision) {
		Optional<String> malformed = admission.malformed(decision);
		if (malformed.isPresent()) {
			return refuse(verb, decision, malformed.get());
		}
		List<Gate> meant = open.stream()
			.filter(gate -> !gate.settled())
			.filter(gate -> decision.gate() == null || gate.id().equals(decision.gate()))
			.toList();
		if (meant.size() != 1) {
			return refuse(verb, decision, admission.notOne(decision, open));
		}
		Gate gate = meant.get(0);
		Optional<String> refusal = gate.refusal(verb, decision.by(), words);
		if (refusal.isPresent()) {
			return refuse(verb, decision, refusal.get());
		}
		gate.take(record(verb, gate.id(), decision, null));
		changes++;
		notices.show(open, held);
		return accept(verb, gate.id(), decision);
	}

	Answer setHeld(String verb, Decision decision, boolean wanted) {
		Optional<String> refusal = admission.unknown(decision);
		if (refusal.isPresent()) {
			return refuse(verb, decision, refusal.get());
		}
		held = wanted;
		changes++;
		notices.show(open, held);
		return accept(verb, null, decision);
	}

	Answer lengthen(Decision decision) {
		Optional<String> refusal = admission.unknown(decision).or(() -> admission.noDuration(decision));
		if (refusal.isPresent()) {
			return refuse(EXTEND, decision, refusal.get());
		}
		Duration more = Duration.parse(decision.extension());
		extension = extension.plus(more);
		open.forEach(gate -> gate.extend(more));
		changes++;
		notices.show(open, held);
		return accept(EXTEND, decision.gate(), decision);
	}

	Answer stop(Decision decision) {
		Decision whole = Admission.whole(decision);
		if (aborted != null) {
			return refuse("abort", whole, words.say("already being undone", "já está sendo desfeito"));
		}
		if (done) {
			return refuse("abort", whole, words.say("too late: the new state is live and nothing is undone any more",
					"tarde demais: o novo estado está no ar e nada mais é desfeito"));
		}
		aborted = record("abort", null, whole, null);
		changes++;
		Answer answer = accept("abort", null, whole);
		onAbort.run();
		return answer;
	}

	/**
	 * Takes what a procedure has a word of its own for, from anybody whom the profile
	 * names: filed, shown, and refused when nobody can tell who says it and why.
	 */
	public Answer hear(String verb, Decision decision) {
		Optional<String> refusal = admission.unknown(decision);
		if (refusal.isPresent()) {
			return refuse(verb, decision, refusal.get());
		}
		changes++;
		return accept(verb, null, decision);
	}

	private Answer accept(String verb, String gate, Decision decision) {
		DecisionRecord filed = record(verb, gate, decision, null);
		files.file(filed);
		board.note(words.say("`%s` by %s: %s", "`%s` por %s: %s", verb, decision.by(), decision.reason()));
		return new Answer(true, verb + (gate == null ? "" : " " + gate));
	}

	private Answer refuse(String verb, Decision decision, String refusal) {
		files.file(record(verb, decision == null ? null : decision.gate(), decision, refusal));
		board.note(words.say("`%s` **refused**: %s", "`%s` **recusado**: %s", verb, refusal));
		return new Answer(false, refusal);
	}

	private static DecisionRecord record(String verb, String gate, Decision decision, String refusal) {
		String by = decision == null ? null : decision.by();
		String reason = decision == null ? null : decision.reason();
		return new DecisionRecord(verb, gate, by, reason, Board.now(), refusal == null, refusal);
	}

	/** What people say reaches the gates by this. */
	Controls voice() {
		return new Voice(this);
	}

}
