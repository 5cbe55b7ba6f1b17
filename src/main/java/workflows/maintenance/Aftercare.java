package workflows.maintenance;

import domain.failure.FailureKind;
import domain.people.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import workflows.steps.Board;
import workflows.steps.Failures;
import workflows.steps.Pause;
import workflows.steps.Procedure;
import workflows.steps.Words;

/**
 * What was well before the window is well after it: services, what they depend on,
 * workflows, metrics. What was bad already is nobody's surprise.
 */
final class Aftercare {

	private static final Duration SETTLE = Duration.ofMinutes(10);

	private static final Duration AGAIN = Duration.ofSeconds(15);

	/** How often the system is looked at while it is watched. */
	private static final int LOOKS = 6;

	private final Procedure procedure;

	private final Words words;

	private final Looking looking;

	private final List<String> anomalies = new ArrayList<>();

	private Map<String, String> before = Map.of();

	Aftercare(Procedure procedure) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.looking = new Looking(procedure);
	}

	void rememberHowItStands() {
		procedure.board().phase("inspect", words.say("How the system stands", "Como está o sistema"));
		before = looking.whatIsNotWell();
		before.forEach((name, bad) -> procedure.board()
			.note(words.say("not well before the window: %s: %s", "não estava bem antes da janela: %s: %s", name,
					bad)));
	}

	/** Fails when something that was well does not recover in ten minutes. */
	void requireAsWellAsBefore() {
		if (procedure.run().planning()) {
			return;
		}
		procedure.board()
			.phase("verify", words.say("As well as before the window?", "Tão bem quanto antes da janela?"));
		Instant end = Board.now().plus(SETTLE);
		Map<String, String> worse = worse();
		while (!worse.isEmpty()) {
			if (!Board.now().plus(AGAIN).isBefore(end)) {
				throw Failures.of(FailureKind.SMOKE, words.say("not as well as before the window: %s",
						"não está tão bem quanto antes da janela: %s", inWords(worse)));
			}
			procedure.board().doing(words.say("Waiting for: %s", "Aguardando: %s", inWords(worse)));
			Pause.lasting(AGAIN, words.say("Looking again", "Verificando de novo"));
			worse = worse();
		}
	}

	/** Bad now and not before. */
	private Map<String, String> worse() {
		Map<String, String> worse = new TreeMap<>(looking.whatIsNotWell());
		worse.keySet().removeAll(before.keySet());
		return worse;
	}

	private static String inWords(Map<String, String> bad) {
		return String.join("; ", bad.entrySet().stream().map(each -> each.getKey() + ": " + each.getValue()).toList());
	}

	/** Tells people what goes wrong after the window; nothing is taken back for it. */
	void watch(Duration time) {
		if (procedure.run().planning() || time.isZero()) {
			return;
		}
		procedure.board().phase("watch", words.say("Watching for %s", "Observando por %s", words.length(time)));
		Map<String, String> known = Map.of();
		for (int look = 1; look <= LOOKS; look++) {
			Pause.lasting(time.dividedBy(LOOKS),
					words.say("Watching, look %d of %d", "Observando, olhar %d de %d", look, LOOKS));
			Map<String, String> worse = worse();
			if (!worse.isEmpty() && !worse.keySet().equals(known.keySet())) {
				report(look, inWords(worse));
			}
			known = worse;
		}
	}

	private void report(int look, String worse) {
		anomalies.add(worse);
		procedure.board().note(worse);
		procedure.tell("window-anomaly/" + look, "window-anomaly", Severity.CRITICAL, Map.of("reason", worse));
	}

	String inWords() {
		return anomalies.isEmpty() ? words.say("as well as before", "tão bem quanto antes")
				: String.join("; ", anomalies);
	}

}
