package workflows.steps;

import domain.failure.FailureKind;
import domain.people.Severity;
import domain.run.Change;
import domain.run.Outcome;
import domain.run.Run;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a run ends: completed, planned, rejected, or undone; said on its page, to people,
 * in the metrics and in its outcome or failure.
 */
final class Conclusion {

	private final Procedure procedure;

	private final Run run;

	private final Words words;

	private final Board board;

	private final Instant began = Board.now();

	Conclusion(Procedure procedure) {
		this.procedure = procedure;
		this.run = procedure.run();
		this.words = procedure.words();
		this.board = procedure.board();
	}

	Outcome finish(String summary, List<Change> changes) {
		board.phase(run.planning() ? "planned" : "completed", summary);
		Outcome.Result result = run.planning() ? Outcome.Result.PLANNED : Outcome.Result.COMPLETED;
		count(result.name());
		return new Outcome(result, summary, List.copyOf(changes), List.of());
	}

	/** Takes back what was begun and ends the run accordingly. */
	Outcome takeBack(Stopped stopped, Undo undo, List<Change> changes) {
		procedure.gates().closeAll();
		boolean begun = !undo.isEmpty();
		Undo.Report report = begun ? undoNow(stopped, undo) : new Undo.Report(List.of(), List.of());
		procedure.endBadly(new BadEnd(stopped.kind() == null, stopped.getMessage(), report.undone(), report.failed()));
		String summary = summary(stopped, report);
		count(outcome(stopped, report));
		board.phase(stopped.kind() == null ? "rejected" : "failed", summary);
		if (!report.complete()) {
			procedure.tidings()
				.tell("undo-incomplete", "undo-incomplete", Severity.CRITICAL, "incidents", ended(stopped, report));
		}
		else if (begun) {
			procedure.tidings()
				.tell("ended", endedTemplate(stopped), Severity.CRITICAL, topic(), ended(stopped, report));
		}
		if (stopped.kind() == null && report.complete()) {
			return new Outcome(Outcome.Result.REJECTED, summary, List.copyOf(changes), report.undone());
		}
		FailureKind kind = stopped.kind() == null || begun && !keepsItsKind(stopped.kind()) ? FailureKind.UNDONE
				: stopped.kind();
		throw ApplicationFailure.newNonRetryableFailure(summary, kind.name(), report.undone(), report.failed());
	}

	private static String outcome(Stopped stopped, Undo.Report report) {
		if (!report.complete()) {
			return "undo_incomplete";
		}
		return stopped.kind() == null ? Outcome.Result.REJECTED.name() : stopped.kind().name();
	}

	/**
	 * A reader looks for these kinds by name; every other end of a begun run is "it was
	 * undone".
	 */
	private static boolean keepsItsKind(FailureKind kind) {
		return kind == FailureKind.ABORTED || kind == FailureKind.EXPIRED || kind == FailureKind.IMAGE_NOT_PULLABLE
				|| kind == FailureKind.NOT_READY;
	}

	private String endedTemplate(Stopped stopped) {
		String how = stopped.kind() == null ? "rejected" : stopped.kind() == FailureKind.ABORTED ? "aborted" : "undone";
		return procedure.family() + "-" + how;
	}

	private String topic() {
		return procedure.family().equals("procedure") ? "operations" : "deploys";
	}

	private Undo.Report undoNow(Stopped stopped, Undo undo) {
		board.phase("undoing", words.say("Undoing: %s", "Desfazendo: %s", stopped.getMessage()));
		Instant since = Board.now();
		Undo.Report report = undo.run();
		Workflow.getMetricsScope()
			.tagged(Map.of("procedure", run.procedure(), "system", run.system()))
			.timer("holdfast_undo_duration")
			.record(com.uber.m3.util.Duration.ofMillis(Duration.between(since, Board.now()).toMillis()));
		return report;
	}

	private String summary(Stopped stopped, Undo.Report report) {
		StringBuilder text = new StringBuilder(stopped.getMessage());
		if (!report.undone().isEmpty()) {
			text.append(". ")
				.append(words.say("Undone", "Desfeito"))
				.append(": ")
				.append(String.join("; ", report.undone()));
		}
		if (!report.failed().isEmpty()) {
			text.append(". ")
				.append(words.say("COULD NOT BE UNDONE", "NÃO FOI POSSÍVEL DESFAZER"))
				.append(": ")
				.append(String.join("; ", report.failed()));
		}
		return text.toString();
	}

	private Map<String, String> ended(Stopped stopped, Undo.Report report) {
		Map<String, String> values = new TreeMap<>();
		values.put("reason", stopped.getMessage());
		values.put("undone", String.join("; ", report.undone()));
		values.put("lost", String.join("; ", report.failed()));
		values.put("duration", Duration.between(began, Board.now()).toString());
		values.putAll(procedure.facts());
		return values;
	}

	private void count(String outcome) {
		Workflow.getMetricsScope()
			.tagged(Map.of("procedure", run.procedure(), "system", run.system(), "outcome",
					outcome.toLowerCase(java.util.Locale.ROOT)))
			.counter("holdfast_procedures_ended")
			.inc(1);
		Workflow.getMetricsScope()
			.tagged(Map.of("procedure", run.procedure(), "system", run.system()))
			.timer("holdfast_procedure_duration")
			.record(com.uber.m3.util.Duration.ofMillis(Duration.between(began, Board.now()).toMillis()));
	}

}
