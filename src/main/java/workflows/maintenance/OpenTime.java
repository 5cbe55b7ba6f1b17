package workflows.maintenance;

import domain.people.Severity;
import domain.profile.MaintenanceWindowProfile;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import workflows.steps.Board;
import workflows.steps.Procedure;
import workflows.steps.Words;

/**
 * The time for which a window is open: until somebody says that the work is done, or its
 * end, of which people are warned.
 */
final class OpenTime {

	private final Procedure procedure;

	private final Words words;

	private final MaintenanceWindowProfile rules;

	private final Quiet quiet;

	private final Instant began;

	private final Supplier<Instant> end;

	/** Ends that people were warned of; an extension makes them new. */
	private final List<Instant> warned = new ArrayList<>();

	private boolean finished;

	/**
	 * For this window.
	 * @param end when it ends by itself; an extension moves it
	 */
	OpenTime(Procedure procedure, Quiet quiet, Instant began, Supplier<Instant> end) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.rules = procedure.profile().maintenanceWindow();
		this.quiet = quiet;
		this.began = began;
		this.end = end;
	}

	/** The work is done; said before it is open, it is not opened for long. */
	void finish() {
		finished = true;
	}

	private Instant end() {
		return end.get();
	}

	/** Comes back when somebody says that the work is done, or at the end. */
	void last() {
		procedure.board().phase("open", words.say("The window is open", "A janela está aberta"));
		procedure.tell("window-opened", "window-opened", Severity.INFORMATION, Map.of("json", json("PT30M")));
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
				procedure.tell("window-ends-soon/" + moment, "window-ends-soon", Severity.WARNING,
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

}
