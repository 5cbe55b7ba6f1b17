package workflows.maintenance;

import domain.gate.Answer;
import domain.gate.Decision;
import domain.people.Severity;
import domain.profile.MaintenanceWindowProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import workflows.steps.Board;
import workflows.steps.Failures;
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

	private final OpenTime openTime;

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
		this.openTime = new OpenTime(procedure, quiet, began, this::end);
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
		if (answer.accepted()) {
			openTime.finish();
		}
		return answer;
	}

	void inspect() {
		procedure.fact("until", words.time(end()));
		counts.observe();
		aftercare.rememberHowItStands();
	}

	void announce() {
		procedure.tell("window-announced", "window-announced", Severity.WARNING, Map.of("components", counts.names()));
	}

	void keepPagerQuiet() {
		quiet.keepPagerQuiet();
	}

	void silence() {
		quiet.silence();
	}

	/** A question about the backup waits no longer than the window lasts. */
	void backUp() {
		new BackupBefore(procedure, request, this::end).backUp();
	}

	void scaleDown() {
		procedure.refuseInFreeze();
		counts.scaleDown();
	}

	/** Comes back when somebody says that the work is done, or at the end. */
	void stayOpen() {
		if (!procedure.run().planning()) {
			openTime.last();
		}
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
				words.length(Duration.between(began, Board.now())
					.minus(procedure.run().planning() ? Duration.ZERO : rules.watch())),
				aftercare.inWords());
		procedure.tell("window-closed", "window-closed", Severity.INFORMATION, Map.of("summary", summary));
		return procedure.run().planning()
				? words.say("a window of %s would be opened", "uma janela de %s seria aberta", words.length(asked))
				: summary;
	}

}
