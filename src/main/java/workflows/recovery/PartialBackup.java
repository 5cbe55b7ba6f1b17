package workflows.recovery;

import domain.backup.Candidate;
import domain.backup.Choice;
import domain.backup.Source;
import workflows.steps.Gate;
import workflows.steps.Procedure;
import workflows.steps.Words;

/**
 * A backup that lacks something and is newer than any whole one (Velero's phase
 * PartiallyFailed): neither taken nor passed over without a person's word.
 */
final class PartialBackup {

	private static final String GATE = "partial-backup";

	private final Procedure procedure;

	private final Words words;

	private final Source source;

	PartialBackup(Procedure procedure, Source source) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.source = source;
	}

	/** Whether somebody takes it; silence is a no. */
	boolean isTaken(Candidate partial, Choice choice) {
		String question = words.say(
				"The newest backup of %s, %s of %s, is PARTIAL: %s. Approve to restore from it all the same; what it lacks does not come back. Otherwise: %s.",
				"O backup mais novo de %s, %s de %s, é PARCIAL: %s. Aprove para restaurar dele mesmo assim; o que falta nele não volta. Senão: %s.",
				source.name(), partial.backup().id(), words.time(partial.backup().recoveryPoint()), partial.refusal(),
				otherwise(choice));
		if (procedure.run().planning()) {
			procedure.board().note(question);
			return false;
		}
		return procedure.gates().ask(new Gate.Question(GATE, "restore", question)).approved();
	}

	private String otherwise(Choice choice) {
		return choice.chosen() == null
				? words.say("there is no other one, and nothing is restored", "não há outro, e nada é restaurado")
				: words.say("%s of %s is taken, which is whole", "usa-se %s de %s, que está inteiro",
						choice.chosen().id(), words.time(choice.chosen().recoveryPoint()));
	}

}
