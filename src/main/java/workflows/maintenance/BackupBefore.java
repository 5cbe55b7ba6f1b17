package workflows.maintenance;

import domain.run.Outcome;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import workflows.recovery.Backup;
import workflows.steps.Board;
import workflows.steps.Failures;
import workflows.steps.Gate;
import workflows.steps.Procedure;
import workflows.steps.Words;

/** The backup before a window's work. Work without one is a person's decision. */
final class BackupBefore {

	private static final String RULES = "maintenance-window";

	private final Procedure procedure;

	private final Words words;

	private final MaintenanceWindow.Request request;

	private final Supplier<Instant> end;

	/**
	 * For this window.
	 * @param end when the window ends by itself
	 */
	BackupBefore(Procedure procedure, MaintenanceWindow.Request request, Supplier<Instant> end) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.request = request;
		this.end = end;
	}

	/** By the Backup procedure. */
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
			procedure.ask(new Gate.Question("no-backup", RULES,
					words.say("The backup failed: %s. Approve to open the window without it.",
							"O backup falhou: %s. Aprove para abrir a janela sem ele.", Failures.words(failed)),
					false, untilTheEnd()));
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

	/** Whoever decides after the window's end decides about nothing. */
	private Duration untilTheEnd() {
		Duration left = Duration.between(Board.now(), end.get());
		Duration usual = procedure.profile().gate(RULES).deadline();
		Duration shorter = left.compareTo(usual) < 0 ? left : usual;
		return shorter.isPositive() ? shorter : Duration.ofSeconds(1);
	}

}
