package workflows.maintenance;

import domain.gate.Answer;
import domain.gate.Decision;
import domain.people.Severity;
import domain.profile.MaintenanceWindowProfile;
import domain.run.Outcome;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import workflows.recovery.Backup;
import workflows.steps.Board;
import workflows.steps.Failures;
import workflows.steps.Gate;
import workflows.steps.Procedure;
import workflows.steps.Words;

/** What a maintenance window is made of. */
final class WindowSteps {

	private final Procedure procedure;

	private final Words words;

	private final MaintenanceWindowProfile rules;

	private final MaintenanceWindow.Request request;

	private final Duration asked;

	private final Instant began = Board.now();

	private final Quiet quiet;

	private final Counts counts;

	private final Aftercare aftercare;

	/** Ends that people were warned of; an extension makes them new. */
	private final List<Instant> warned = new ArrayList<>();

	private boolean finished;

	private WindowSteps(MaintenanceWindow.Request request, Procedure procedure, Duration asked) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.rules = procedure.profile().maintenanceWindow();
		this.request = request;
		this.asked = asked;
		String reason = request.reason() == null ? procedure.run().procedure() : request.reason();
		this.quiet = new Quiet(procedure, reason, began, this::end);
		this.counts = new Counts(procedure);
		this.aftercare = new Aftercare(procedure);
	}

	static WindowSteps of(MaintenanceWindow.Request request, Procedure procedure) {
		MaintenanceWindowProfile rules = procedure.profile().maintenanceWindow();
		Duration asked = request.duration() == null ? rules.usual() : request.duration();
		if (!asked.isPositive() || asked.compareTo(rules.longest()) > 0) {
			throw Failures.input("duration", asked,
					"from PT1S to " + rules.longest() + ", the longest that " + procedure.profile().name() + " allows");
		}
		return new WindowSteps(request, procedure, asked);
	}

	Procedure procedure() {
		return procedure;
	}

	/** When the window ends by itself. */
	private Instant end() {
		return began.plus(asked).plus(procedure.gates().extension());
	}

	Answer finish(Decision decision) {
		Answer answer = procedure.gates().hear("finish", decision);
		finished = finished || answer.accepted();
		return answer;
	}

	void inspect() {
		procedure.fact("until", words.time(end()));
		counts.observe();
		aftercare.rememberHowItStands();
	}

	void announce() {
		tell("window-announced", "window-announced", Severity.WARNING, Map.of("components", counts.names()));
	}

	void keepPagerQuiet() {
		quiet.keepPagerQuiet();
	}

	void silence() {
		quiet.silence();
	}

	/** By the Backup procedure. Work without one is a person's decision. */
	void backUp() {
		if (request.withoutBackup() != null || procedure.profile().recovery().stores().isEmpty()) {
			procedure.board()
				.note(words.say("nothing is backed up: %s", "nada é copiado: %s",
						request.withoutBackup() == null
								? words.say("the profile protects nothing", "o perfil não protege nada")
								: request.withoutBackup()));
			return;
		}
		procedure.board().phase("backup", words.say("Backup before the work", "Backup antes do trabalho"));
		try {
			Outcome backup = backup();
			procedure.changed(backup.changes());
			procedure.board().note(backup.summary());
		}
		catch (ChildWorkflowFailure failed) {
			if (Failures.cancelled(failed)) {
				throw failed;
			}
			procedure.ask(new Gate.Question("no-backup", "maintenance-window",
					words.say("The backup failed: %s. Approve to open the window without it.",
							"O backup falhou: %s. Aprove para abrir a janela sem ele.", Failures.words(failed))));
		}
	}

	private Outcome backup() {
		return Workflow
			.newChildWorkflowStub(Backup.class,
					ChildWorkflowOptions.newBuilder()
						.setWorkflowId(procedure.run().workflowId() + "/backup")
						.setStaticSummary(words.say("Backup before the work", "Backup antes do trabalho"))
						.build())
			.back(new Backup.Request(procedure.run().system(), null, "maintenance", request.reason(),
					request.requestedBy(), procedure.run().mode()));
	}

	void scaleDown() {
		procedure.refuseInFreeze();
		counts.scaleDown();
	}

	/** Comes back when somebody says that the work is done, or at the end. */
	void stayOpen() {
		if (procedure.run().planning()) {
			return;
		}
		procedure.board().phase("open", words.say("The window is open", "A janela está aberta"));
		tell("window-opened", "window-opened", Severity.INFORMATION, Map.of("json", json("PT30M")));
		Instant known = end();
		while (!finished && Board.now().isBefore(end())) {
			showWhatPeopleMayDo();
			long seen = procedure.gates().changes();
			awaitUntil(next(), seen);
			if (!known.equals(end())) {
				known = end();
				quiet.keepPagerQuiet();
			}
			warn();
		}
		procedure.board().waitFor(List.of(), List.of());
		procedure.board()
			.note(finished ? words.say("the work is done", "o trabalho terminou")
					: words.say("the window's time is over", "o tempo da janela acabou"));
	}

	private void showWhatPeopleMayDo() {
		procedure.board()
			.waitFor(List.of("finish"), List.of(
					words.say("Open until `%s`. Work on it now.", "Aberta até `%s`. Trabalhe agora.",
							words.time(end())),
					words.say("When the work is done: signal `finish` with `%s`",
							"Quando o trabalho terminar: sinal `finish` com `%s`", json(null)),
					words.say("More time: signal `extend` with `%s`. Stop and put back: signal `abort`.",
							"Mais tempo: sinal `extend` com `%s`. Parar e desfazer: sinal `abort`.", json("PT30M"))));
	}

	private String json(String extension) {
		String by = procedure.profile().people().persons().isEmpty() ? "your-name"
				: procedure.profile().people().persons().getFirst().name();
		return "{\"by\": \"" + by + "\", \"reason\": \"…\""
				+ (extension == null ? "" : ", \"extension\": \"" + extension + "\"") + "}";
	}

	/** The next warning, or the end. */
	private Instant next() {
		return warnings().stream().filter(moment -> moment.isAfter(Board.now())).min(Instant::compareTo).orElse(end());
	}

	private List<Instant> warnings() {
		return rules.warnBefore()
			.stream()
			.map(ahead -> end().minus(ahead))
			// A window shorter than the warning is not warned of at its beginning.
			.filter(moment -> moment.isAfter(began))
			.toList();
	}

	private void warn() {
		if (finished) {
			return;
		}
		for (Instant moment : warnings()) {
			if (!moment.isAfter(Board.now()) && Board.now().isBefore(end()) && !warned.contains(moment)) {
				warned.add(moment);
				tell("window-ends-soon/" + moment, "window-ends-soon", Severity.WARNING,
						Map.of("json", json("PT30M"), "until", words.time(end())));
			}
		}
	}

	private void awaitUntil(Instant until, long seen) {
		TimerOptions named = TimerOptions.newBuilder()
			.setSummary(words.say("The window is open", "A janela está aberta"))
			.build();
		List<Promise<Void>> timer = new ArrayList<>();
		CancellationScope scope = Workflow
			.newCancellationScope(() -> timer.add(Workflow.newTimer(Duration.between(Board.now(), until), named)));
		scope.run();
		Workflow.await(() -> timer.getFirst().isCompleted() || finished || procedure.gates().changes() != seen);
		scope.cancel();
	}

	void putCountsBack() {
		counts.putBack();
	}

	void requireAsWellAsBefore() {
		aftercare.requireAsWellAsBefore();
	}

	void endSilence() {
		quiet.endSilence();
	}

	/** From here on nothing is taken back: everything is as it was before. */
	void letPagerSpeak() {
		quiet.letPagerSpeak();
		procedure.keepWhatWasDone();
	}

	void watch() {
		aftercare.watch(rules.watch());
	}

	String close() {
		String summary = words.say("the window is closed, it was open for %s; afterwards: %s",
				"a janela está fechada, ficou aberta por %s; depois: %s",
				Duration.between(began, Board.now()).minus(procedure.run().planning() ? Duration.ZERO : rules.watch()),
				aftercare.inWords());
		tell("window-closed", "window-closed", Severity.INFORMATION, Map.of("summary", summary));
		return procedure.run().planning()
				? words.say("a window of %s would be opened", "uma janela de %s seria aberta", asked) : summary;
	}

	private void tell(String key, String template, Severity severity, Map<String, String> values) {
		procedure.tell(key, template, severity, values);
	}

}
