package workflows.recovery;

import domain.failure.FailureKind;
import io.temporal.workflow.Workflow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import workflows.steps.Gate;
import workflows.steps.Procedure;
import workflows.steps.Stopped;
import workflows.steps.Words;

/**
 * A system is not started on data that is not right: people say what happens instead.
 * When nobody does, everything is as it was before the restore.
 */
final class WayOut {

	private final Procedure procedure;

	private final Words words;

	WayOut(Procedure procedure) {
		this.procedure = procedure;
		this.words = procedure.words();
	}

	/** What people can choose. */
	enum Way {

		/** The next older backup. */
		OLDER,
		/** What was there before. */
		BACK,
		/** Nothing is started. */
		STOPPED

	}

	static Stopped back(Words words, String problem) {
		return new Stopped(FailureKind.NOT_VERIFIED,
				words.say("%s; back to what was there", "%s; de volta ao que havia", problem));
	}

	Way ask(String problem, List<String> older) {
		procedure.board().phase("unproven", problem);
		Gate back = procedure.gates()
			.open(question("safety-copy", words.say("%s. Approve to have back what was there before.",
					"%s. Aprove para voltar ao que havia antes.", problem)));
		Map<Way, Gate> others = new LinkedHashMap<>();
		if (!older.isEmpty()) {
			others.put(Way.OLDER, gate("older-backup", words.say("%s. Approve to try the next older backup, %s.",
					"%s. Aprove para tentar o backup anterior, %s.", problem, older.getFirst())));
		}
		others.put(Way.STOPPED, gate("leave-stopped", words.say("%s. Approve to leave the system stopped.",
				"%s. Aprove para deixar o sistema parado.", problem)));
		Workflow.await(() -> back.settled() || others.values().stream().anyMatch(Gate::approved));
		procedure.gates().close(back);
		others.values().forEach(procedure.gates()::close);
		return others.entrySet()
			.stream()
			.filter(entry -> entry.getValue().approved())
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(Way.BACK);
	}

	private static Gate.Question question(String id, String text) {
		return new Gate.Question(id, "restore", text);
	}

	private Gate gate(String id, String text) {
		return procedure.gates().openBeside(question(id, text));
	}

}
