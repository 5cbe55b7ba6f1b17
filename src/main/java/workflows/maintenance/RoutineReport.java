package workflows.maintenance;

import domain.maintenance.Cadence;
import domain.maintenance.TaskResult.Status;
import domain.maintenance.TaskResult;
import domain.profile.Routine;
import domain.profile.RoutineTask;
import domain.report.Checklist;
import domain.report.Draft;
import domain.report.Figure;
import domain.report.Remark;
import domain.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import workflows.steps.Procedure;
import workflows.steps.Words;

/** The report of a routine: every task, its figures, its findings with their owners. */
final class RoutineReport {

	private static final Set<Status> OPEN = Set.of(Status.FAILED, Status.STOPPED, Status.HELD_BACK, Status.NO_BUDGET);

	private final Procedure procedure;

	private final Words words;

	private final Cadence cadence;

	private final Routine routine;

	private final List<TaskResult> results;

	RoutineReport(Procedure procedure, Cadence cadence, List<TaskResult> results) {
		this.procedure = procedure;
		this.cadence = cadence;
		this.words = procedure.words();
		this.routine = procedure.profile().maintenance().of(cadence);
		this.results = results;
	}

	void hand() {
		String title = title() + " - " + procedure.profile().title();
		Draft draft = procedure.draft(procedure.run().procedure(), title, null);
		draft.add(tasks());
		results.forEach(result -> {
			figures(draft, result);
			remarks(draft, result);
			result.evidence().artifacts().forEach(draft::add);
		});
		remains(draft);
		people(draft);
		procedure.report(draft);
	}

	private String title() {
		return switch (cadence) {
			case DAILY -> words.say("Daily maintenance", "Rotina diária");
			case WEEKLY -> words.say("Weekly maintenance", "Manutenção semanal");
			case MONTHLY -> words.say("Monthly maintenance", "Manutenção mensal");
			case QUARTERLY -> words.say("Quarterly maintenance", "Manutenção trimestral");
		};
	}

	private Table tasks() {
		List<List<String>> rows = new ArrayList<>();
		for (TaskResult result : results) {
			rows.add(List.of(result.title(), TaskTable.status(words, result.status(), 1), TaskTable.seen(result),
					Objects.requireNonNullElse(result.owner(), ""),
					result.began() == null ? "" : words.length(result.took())));
		}
		return new Table(words.say("Tasks", "Tarefas"),
				List.of(words.say("task", "tarefa"), words.say("status", "situação"),
						words.say("what was seen", "o que se viu"), words.say("owner", "responsável"),
						words.say("took", "duração")),
				rows, results.stream().anyMatch(result -> result.status() == Status.DONE));
	}

	private static void figures(Draft draft, TaskResult result) {
		result.evidence()
			.figures()
			.forEach(figure -> draft.add(new Figure(result.name() + "/" + figure.name(), title(result, figure.name()),
					figure.value(), figure.unit(), figure.atMost() == null ? figure.atLeast() : figure.atMost(),
					figure.atMost() == null, Objects.requireNonNullElse(figure.words(), ""))));
	}

	/** A figure that repeats its task's title says it once. */
	private static String title(TaskResult result, String figure) {
		return figure.startsWith(result.title()) ? figure : result.title() + ": " + figure;
	}

	private void remarks(Draft draft, TaskResult result) {
		switch (result.status()) {
			case DONE, LEFT_OUT -> {
			}
			case FINDINGS -> result.evidence()
				.findings()
				.forEach(finding -> draft
					.add(new Remark(Remark.Grade.EXCEPTION, result.title() + ": " + finding, result.owner())));
			case FAILED -> draft.add(remark(Remark.Grade.FAILURE, result));
			case HELD_BACK, NO_BUDGET, STOPPED -> draft.add(remark(Remark.Grade.EXCEPTION, result));
		}
	}

	private Remark remark(Remark.Grade grade, TaskResult result) {
		return new Remark(grade,
				result.title() + ": " + TaskTable.status(words, result.status(), 1) + ": " + result.evidence().words(),
				result.owner());
	}

	/** What to paste for whatever was not done, once the reason is gone. */
	private void remains(Draft draft) {
		String open = results.stream()
			.filter(result -> OPEN.contains(result.status()))
			.map(result -> "\"" + result.name() + "\"")
			.collect(Collectors.joining(", "));
		if (!open.isEmpty()) {
			draft.add(new Remark(Remark.Grade.NOTE,
					words.say("To do what was not done, once the reason is gone: start %s with %s",
							"Para fazer o que não foi feito, quando o motivo não existir mais: inicie %s com %s",
							procedure.run().procedure(),
							"{\"system\": \"" + procedure.run().system() + "\", \"tasks\": [" + open + "]}"),
					null));
		}
	}

	private void people(Draft draft) {
		for (RoutineTask task : routine.tasks()) {
			TaskResult result = results.stream()
				.filter(each -> each.name().equals(task.name()))
				.findFirst()
				.orElseThrow();
			if (task.kind() == RoutineTask.Kind.PEOPLE && result.began() != null) {
				draft.add(new Checklist(task.title(),
						task.items()
							.stream()
							.map(item -> new Checklist.Entry(item, task.owner(),
									result.status() == Status.DONE ? Checklist.State.DONE : Checklist.State.OPEN, null,
									result.ended(), result.evidence().words()))
							.toList()));
			}
		}
	}

}
