package workflows.steps;

import domain.gate.Answer;
import domain.gate.Decision;
import domain.gate.DecisionRecord;
import domain.people.Severity;
import domain.profile.Person;
import domain.profile.SystemProfile;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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

	private final Tidings tidings;

	private final Files files;

	private final String requester;

	private final List<Gate> open = new ArrayList<>();

	private Runnable onAbort = () -> {
	};

	private DecisionRecord aborted;

	private boolean held;

	private Duration extension = Duration.ZERO;

	private long changes;

	Gates(SystemProfile profile, Words words, Board board, Tidings tidings, Files files, String requester) {
		this.profile = profile;
		this.words = words;
		this.board = board;
		this.tidings = tidings;
		this.files = files;
		this.requester = requester;
	}

	/** Files decisions in the ledger. */
	interface Files {

		void file(DecisionRecord decision);

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

	/** Opens a gate and tells people; does not wait. */
	public Gate open(Gate.Question question) {
		Gate gate = new Gate(question, profile.gate(question.rules()), profile.people().persons(), requester,
				Board.now());
		open.add(gate);
		showWaiting();
		tellOpened(gate, "gate-opened", "gate-opened/" + gate.id(), Severity.WARNING);
		Async.procedure(this::keepTime, gate)
			// An abort ends the waiting; the gate is closed by the undo.
			.handle((done, stopped) -> done);
		return gate;
	}

	/** Opens a gate and waits until it is settled. */
	public Gate ask(Gate.Question question) {
		Gate gate = open(question);
		Workflow.await(gate::settled);
		close(gate);
		return gate;
	}

	/** Takes a gate away: settled, or no longer asked. */
	public void close(Gate gate) {
		gate.settle(Gate.Settlement.WITHDRAWN);
		if (open.remove(gate)) {
			Workflow.getMetricsScope()
				.tagged(Map.of("procedure", Workflow.getInfo().getWorkflowType(), "gate", gate.question().rules(),
						"decision", gate.settlement().name().toLowerCase(java.util.Locale.ROOT)))
				.timer("holdfast_gate_wait")
				.record(com.uber.m3.util.Duration.ofMillis(Duration.between(gate.opened(), Board.now()).toMillis()));
		}
		showWaiting();
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

	private void keepTime(Gate gate) {
		Instant reminder = next(gate.opened(), gate.rules().remindEvery());
		Instant escalation = next(gate.opened(), gate.rules().escalateAfter());
		while (!gate.settled()) {
			Instant until = earliest(gate.deadline(), reminder, escalation);
			long seen = changes;
			awaitUntil(until, gate, seen);
			if (gate.settled() || Board.now().isBefore(until)) {
				continue;
			}
			if (!Board.now().isBefore(gate.deadline())) {
				expire(gate);
			}
			else if (until.equals(escalation)) {
				tellOpened(gate, "gate-escalated", "gate-escalated/" + gate.id(), Severity.CRITICAL);
				escalation = null;
			}
			else {
				tellOpened(gate, "gate-reminder", "gate-reminder/" + gate.id() + "/" + until, Severity.WARNING);
				reminder = next(until, gate.rules().remindEvery());
			}
		}
	}

	/**
	 * As an await with a time limit, but with a timer that says in the UI what it is for.
	 */
	private void awaitUntil(Instant until, Gate gate, long seen) {
		TimerOptions named = TimerOptions.newBuilder()
			.setSummary(words.say("Gate %s waits for a decision", "O portão %s aguarda uma decisão", gate.id()))
			.build();
		List<Promise<Void>> timer = new ArrayList<>();
		CancellationScope scope = Workflow
			.newCancellationScope(() -> timer.add(Workflow.newTimer(Duration.between(Board.now(), until), named)));
		scope.run();
		Workflow.await(() -> timer.get(0).isCompleted() || gate.settled() || changes != seen);
		scope.cancel();
	}

	private void expire(Gate gate) {
		gate.settle(Gate.Settlement.EXPIRED);
		changes++;
		board.note(words.say("gate `%s` expired: nobody decided in time, which means no",
				"portão `%s` expirou: ninguém decidiu a tempo, e isso significa não", gate.id()));
		tellOpened(gate, "gate-expired", "gate-expired/" + gate.id(), Severity.CRITICAL);
	}

	private static Instant next(Instant from, Duration period) {
		return period == null ? null : from.plus(period);
	}

	private static Instant earliest(Instant deadline, Instant reminder, Instant escalation) {
		Instant earliest = deadline;
		if (reminder != null && reminder.isBefore(earliest)) {
			earliest = reminder;
		}
		return escalation != null && escalation.isBefore(earliest) ? escalation : earliest;
	}

	private void tellOpened(Gate gate, String template, String key, Severity severity) {
		Map<String, String> values = new TreeMap<>();
		values.put("gate", gate.id());
		values.put("question", gate.question().text());
		values.put("who", gate.deciders());
		values.put("until", gate.deadline().toString());
		values.put("signal", APPROVE);
		values.put("json", json(gate));
		tidings.tell(key, template, severity, "gates", values);
	}

	private void showWaiting() {
		List<String> lines = new ArrayList<>();
		for (Gate gate : open) {
			lines.add(words.say("Send signal `approve` or `reject` with `%s`",
					"Envie o sinal `approve` ou `reject` com `%s`", json(gate)));
			lines.add("**" + words.say("Waiting for a decision", "Aguardando uma decisão") + "** `" + gate.id() + "`: "
					+ gate.question().text());
			lines.add(words.say("Since `%s`, until `%s` (then it counts as no). May decide: %s. Approvals missing: %d.",
					"Desde `%s`, até `%s` (depois conta como não). Podem decidir: %s. Aprovações que faltam: %d.",
					words.time(gate.opened()), words.time(gate.deadline()), gate.deciders(), gate.missing()));
		}
		if (held) {
			lines.add(words.say("**Held**: send signal `resume` with `%s` to go on",
					"**Em espera**: envie o sinal `resume` com `%s` para continuar", json(null)));
		}
		board.waitFor(open.stream().map(Gate::id).toList(), lines);
	}

	private String json(Gate gate) {
		String bound = gate == null ? "" : "\"gate\": \"" + gate.id() + "\", ";
		String by = (gate == null ? profile.people().persons().stream().map(Person::name).findFirst()
				: gate.candidate())
			.orElse(words.say("your name", "seu nome"));
		return "{" + bound + "\"by\": \"" + by + "\", \"reason\": \"" + words.say("checked", "conferido") + "\"}";
	}

	Answer decide(String verb, Decision decision) {
		Optional<String> malformed = malformed(decision);
		if (malformed.isPresent()) {
			return refuse(verb, decision, malformed.get());
		}
		List<Gate> meant = open.stream()
			.filter(gate -> !gate.settled())
			.filter(gate -> decision.gate() == null || gate.id().equals(decision.gate()))
			.toList();
		if (meant.size() != 1) {
			return refuse(verb, decision, notOne(decision));
		}
		Gate gate = meant.get(0);
		Optional<String> refusal = gate.refusal(verb, decision.by(), words);
		if (refusal.isPresent()) {
			return refuse(verb, decision, refusal.get());
		}
		gate.take(record(verb, gate.id(), decision, null));
		changes++;
		showWaiting();
		return accept(verb, gate.id(), decision);
	}

	private String notOne(Decision decision) {
		List<String> ids = open.stream().filter(gate -> !gate.settled()).map(Gate::id).toList();
		if (ids.isEmpty()) {
			return words.say("no gate is open", "nenhum portão está aberto");
		}
		return decision.gate() == null
				? words.say("several gates are open, say which: %s", "há vários portões abertos, diga qual: %s", ids)
				: words.say("gate %s is not open; open: %s", "o portão %s não está aberto; abertos: %s",
						decision.gate(), ids);
	}

	Optional<String> malformed(Decision decision) {
		if (decision == null || decision.by() == null) {
			return Optional.of(words.say("\"by\" is missing: say who decides", "falta \"by\": diga quem decide"));
		}
		if (decision.reason() == null) {
			return Optional.of(words.say("\"reason\" is missing: say why", "falta \"reason\": diga por quê"));
		}
		return Optional.empty();
	}

	private Optional<String> unknown(Decision decision) {
		Optional<String> malformed = malformed(decision);
		if (malformed.isPresent() || profile.people().persons().isEmpty()) {
			return malformed;
		}
		boolean known = profile.people().persons().stream().anyMatch(person -> person.name().equals(decision.by()));
		return known ? Optional.empty() : Optional.of(words.say("%s is nobody that the profile names",
				"%s não é ninguém que o perfil conheça", decision.by()));
	}

	Answer setHeld(String verb, Decision decision, boolean wanted) {
		Optional<String> refusal = unknown(decision);
		if (refusal.isPresent()) {
			return refuse(verb, decision, refusal.get());
		}
		held = wanted;
		changes++;
		showWaiting();
		return accept(verb, null, decision);
	}

	Answer lengthen(Decision decision) {
		Optional<String> refusal = unknown(decision).or(() -> noDuration(decision));
		if (refusal.isPresent()) {
			return refuse(EXTEND, decision, refusal.get());
		}
		Duration more = Duration.parse(decision.extension());
		extension = extension.plus(more);
		open.forEach(gate -> gate.extend(more));
		changes++;
		showWaiting();
		return accept(EXTEND, decision.gate(), decision);
	}

	private Optional<String> noDuration(Decision decision) {
		try {
			if (decision.extension() != null && Duration.parse(decision.extension()).isPositive()) {
				return Optional.empty();
			}
		}
		catch (DateTimeParseException notADuration) {
			return Optional.of(extensionMissing(decision) + " (" + notADuration.getMessage() + ")");
		}
		return Optional.of(extensionMissing(decision));
	}

	private String extensionMissing(Decision decision) {
		return words.say("\"extension\" must be an ISO duration such as PT30M, given: %s",
				"\"extension\" deve ser uma duração ISO como PT30M, recebido: %s", decision.extension());
	}

	Answer stop(Decision decision) {
		Decision said = decision == null ? new Decision(null, null, null) : decision;
		Decision whole = new Decision(said.gate(), said.by() == null ? "?" : said.by(),
				said.reason() == null ? "?" : said.reason());
		if (aborted != null) {
			return refuse("abort", whole, words.say("already being undone", "já está sendo desfeito"));
		}
		aborted = record("abort", null, whole, null);
		changes++;
		Answer answer = accept("abort", null, whole);
		onAbort.run();
		return answer;
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

	String progress() {
		return board.text();
	}

	/** What people say reaches the gates by this. */
	Controls voice() {
		return new Voice(this);
	}

}
