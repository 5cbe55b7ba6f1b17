package workflows.recovery;

import domain.backup.Lacking;
import workflows.steps.Gate;
import workflows.steps.Procedure;
import workflows.steps.Words;

/**
 * Something came about in part only while restored data was put in place (Velero's phase
 * PartiallyFailed): people see what failed and say whether it goes on. A no, and silence,
 * take everything back.
 */
final class PartialRestore {

	private final Procedure procedure;

	private final Words words;

	PartialRestore(Procedure procedure) {
		this.procedure = procedure;
		this.words = procedure.words();
	}

	/** Goes on only when somebody takes it as it is. */
	void require(Lacking lacking) {
		procedure.board().note(lacking.why());
		procedure.ask(switch (lacking.what()) {
			case SAFETY_COPY -> new Gate.Question("partial-safety-copy", "restore", words.say(
					"The copy of what is there now is PARTIAL: %s Nothing has been replaced yet. Approve to go on: what failed could then not be taken back. Reject to start what was stopped again, as it was.",
					"A cópia do que há agora é PARCIAL: %s Nada foi substituído ainda. Aprove para continuar: o que falhou não poderia então ser desfeito. Rejeite para iniciar de novo o que foi parado, como estava.",
					lacking.why()));
			case RESTORE -> new Gate.Question("partial-restore", "restore", words.say(
					"What was put in place is PARTIAL: %s Approve to go on with it as it is. Reject to take it back: what was there before comes back from its copy.",
					"O que foi colocado no lugar é PARCIAL: %s Aprove para continuar com isso como está. Rejeite para desfazer: o que havia antes volta da sua cópia.",
					lacking.why()));
		});
	}

}
