package workflows.maintenance;

import domain.maintenance.TaskResult.Status;
import domain.maintenance.TaskResult;
import domain.profile.RoutineTask;
import java.util.List;
import java.util.Set;
import workflows.steps.Words;

/** How the tasks stand, as people see it on the run's page. */
final class TaskTable {

	private static final int LONGEST = 200;

	private TaskTable() {
	}

	static String of(Words words, List<RoutineTask> tasks, List<TaskResult> results, Set<RoutineTask> underWay) {
		StringBuilder table = new StringBuilder(words.say("| task | status | what was seen |\n|---|---|---|\n",
				"| tarefa | situação | o que se viu |\n|---|---|---|\n"));
		for (RoutineTask task : tasks) {
			table.append("| ").append(cell(task.title())).append(" | ");
			TaskResult ended = results.stream()
				.filter(result -> result.name().equals(task.name()))
				.findFirst()
				.orElse(null);
			if (ended != null) {
				table.append(status(words, ended.status(), 1)).append(" | ").append(cell(seen(ended)));
			}
			else {
				table.append(underWay.contains(task) ? words.say("under way", "em andamento") : "").append(" |");
			}
			table.append(" |\n");
		}
		return table.toString();
	}

	/** What a task saw, for people: its findings, or its sentence. */
	static String seen(TaskResult ended) {
		List<String> findings = ended.evidence().findings();
		return findings.isEmpty() ? ended.evidence().words() : String.join("; ", findings);
	}

	private static String cell(String text) {
		String line = text == null ? "" : text.replace("|", "\\|").replaceAll("\\s+", " ");
		return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
	}

	/** A status in words, of one task or of several. */
	static String status(Words words, Status status, long count) {
		boolean one = count == 1;
		return switch (status) {
			case DONE -> words.say("done", one ? "feita" : "feitas");
			case FINDINGS -> words.say("with findings", "com achados");
			case FAILED -> words.say("failed", "com falha");
			case HELD_BACK -> words.say("held back", one ? "retida" : "retidas");
			case NO_BUDGET -> words.say("without time left", "sem tempo restante");
			case STOPPED -> words.say("not begun", one ? "não iniciada" : "não iniciadas");
			case LEFT_OUT -> words.say("left out", one ? "deixada de fora" : "deixadas de fora");
		};
	}

}
