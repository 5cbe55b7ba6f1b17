package workflows.maintenance;

import activities.Silences;
import domain.people.Severity;
import domain.profile.MaintenanceWindowProfile;
import domain.window.PagerRequest;
import domain.window.SilenceRequest;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import workflows.steps.Board;
import workflows.steps.Failures;
import workflows.steps.Pause;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/**
 * Keeps Alertmanager and PagerDuty quiet. The silence is renewed beside everything else
 * that the window does, each time only a little ahead.
 */
final class Quiet {

	/** Two renewals may be missed before the silence ends. */
	private static final int RENEWALS = 3;

	private final Procedure procedure;

	private final Words words;

	private final MaintenanceWindowProfile rules;

	private final String reason;

	private final Instant began;

	private final Supplier<Instant> end;

	private CancellationScope renewal;

	private Promise<Void> renewing;

	Quiet(Procedure procedure, String reason, Instant began, Supplier<Instant> end) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.rules = procedure.profile().maintenanceWindow();
		this.reason = reason;
		this.began = began;
		this.end = end;
	}

	/** PagerDuty's window is worth having, but no reason not to work. */
	void keepPagerQuiet() {
		if (rules.pagerDuty() == null) {
			return;
		}
		procedure.board().phase("pager", words.say("Window in PagerDuty", "Janela no PagerDuty"));
		procedure.undo()
			.register(words.say("end PagerDuty's window", "encerrar a janela do PagerDuty"), this::letPagerSpeak);
		try {
			procedure.changed(
					Steps
						.once(Silences.class,
								words.say("PagerDuty quiet until %s", "PagerDuty em silêncio até %s",
										words.time(end.get())))
						.keepPagerWindow(pager())
						.changes());
		}
		catch (ActivityFailure refused) {
			goOnWithout(refused, "pager-not-quiet");
		}
	}

	String letPagerSpeak() {
		if (rules.pagerDuty() == null || procedure.run().planning()) {
			return "-";
		}
		try {
			Steps
				.undo(Silences.class, words.say("End PagerDuty's window", "Encerrar a janela do PagerDuty"),
						Duration.ZERO)
				.endPagerWindow(pager());
			return words.say("PagerDuty's window ended", "janela do PagerDuty encerrada");
		}
		catch (ActivityFailure refused) {
			goOnWithout(refused, "pager-still-quiet");
			return words.say("PagerDuty's window ends by itself at %s", "a janela do PagerDuty termina sozinha em %s",
					words.time(end.get()));
		}
	}

	private void goOnWithout(ActivityFailure refused, String key) {
		if (Failures.cancelled(refused)) {
			throw refused;
		}
		procedure.board().note(Failures.words(refused));
		procedure.tell(key, "window-not-as-wanted", Severity.WARNING, Map.of("reason", Failures.words(refused)));
	}

	private PagerRequest pager() {
		return new PagerRequest(procedure.run(), rules.pagerDuty(), began, end.get(), reason);
	}

	void silence() {
		if (!silences()) {
			procedure.board()
				.note(words.say("nothing is silenced: the profile names no filters",
						"nada é silenciado: o perfil não nomeia filtros"));
			return;
		}
		procedure.board()
			.phase("silence", words.say("Silencing %s", "Silenciando %s", String.join(", ", rules.silence())));
		procedure.undo().register(words.say("end the silence", "encerrar o silêncio"), this::endSilence);
		keep();
		if (!procedure.run().planning()) {
			renewal = Workflow.newCancellationScope(() -> renewing = Async.procedure(this::keepRenewing));
			renewal.run();
		}
	}

	private boolean silences() {
		return !rules.silence().isEmpty() && procedure.profile().monitoring() != null
				&& procedure.profile().monitoring().alertmanager() != null;
	}

	private void keep() {
		procedure.changed(Steps
			.safe(Silences.class, words.say("Silence until %s", "Silêncio até %s", words.time(request().until())))
			.keepSilence(request())
			.changes());
	}

	/** Ends when the window is long over: then alerts must be heard again. */
	private void keepRenewing() {
		while (Board.now().isBefore(latest())) {
			Pause.lasting(rules.silenceFor().dividedBy(RENEWALS),
					words.say("The silence is renewed", "O silêncio é renovado"));
			if (Board.now().isBefore(latest())) {
				renew();
			}
		}
		procedure.board()
			.note(words.say("the silence is not renewed any more: the window is over",
					"o silêncio não é mais renovado: a janela acabou"));
	}

	private void renew() {
		try {
			keep();
		}
		catch (ActivityFailure refused) {
			goOnWithout(refused, "silence-not-renewed");
		}
	}

	private Instant latest() {
		return end.get().plus(rules.margin());
	}

	private SilenceRequest request() {
		Instant ahead = Board.now().plus(rules.silenceFor());
		Instant until = ahead.isBefore(latest()) ? ahead : latest();
		return new SilenceRequest(procedure.run(), procedure.profile().monitoring(), rules.silence(), until, reason);
	}

	/** A renewal that is under way would set the silence up again: it is waited for. */
	String endSilence() {
		if (!silences() || procedure.run().planning()) {
			return "-";
		}
		if (renewal != null) {
			renewal.cancel();
			renewing.handle((done, stopped) -> done).get();
		}
		Steps
			.undo(Silences.class, words.say("End the silence and look again", "Encerrar o silêncio e conferir"),
					Duration.ZERO)
			.endSilence(request());
		procedure.board().note(words.say("the silence is gone, read back", "o silêncio acabou, conferido"));
		return words.say("silence ended", "silêncio encerrado");
	}

}
