package workflows.steps;

import domain.failure.FailureKind;
import domain.profile.Freeze;
import domain.profile.Freezes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a procedure from changing anything in a freeze, unless a second person agrees.
 */
final class FreezeGuard {

	private final Procedure procedure;

	private final Opening opening;

	private final List<String> overridden = new ArrayList<>();

	private boolean emergency;

	FreezeGuard(Procedure procedure, Opening opening) {
		this.procedure = procedure;
		this.opening = opening;
	}

	/** An emergency is not stopped: whoever approves it is told of the freeze. */
	void pass() {
		emergency = true;
	}

	/** That a freeze is on, and that approving passes it; empty when none is. */
	String passed() {
		return Freezes.at(procedure.profile(), Board.now())
			.map(freeze -> procedure.words()
				.say(" The freeze \"%s\" is on (%s): an emergency passes it, and so does whoever approves.",
						" O congelamento \"%s\" está em vigor (%s): uma emergência passa por ele, e quem aprova também.",
						freeze.name(), freeze.reason()))
			.orElse("");
	}

	/** Refuses, or asks a second person, when a freeze is on. */
	void refuse() {
		if (emergency) {
			return;
		}
		Optional<Freeze> freeze = Freezes.at(procedure.profile(), Board.now());
		if (freeze.isEmpty() || overridden.contains(freeze.get().name())) {
			return;
		}
		String words = frozen(freeze.get());
		if (procedure.run().planning()) {
			procedure.board().note(words);
			return;
		}
		if (opening.freezeOverride() == null) {
			throw Failures.of(FailureKind.FROZEN, words);
		}
		Gate gate = procedure.gates()
			.ask(new Gate.Question("freeze-override", "override",
					words + " " + opening.requestedBy() + ": " + opening.freezeOverride(), true));
		procedure.requireApproval(gate);
		overridden.add(freeze.get().name());
	}

	private String frozen(Freeze freeze) {
		return procedure.words()
			.say("The freeze \"%s\" is on (%s): nothing may be changed. To override it start again with \"freezeOverride\": \"why\"; a second person must approve.",
					"O congelamento \"%s\" está em vigor (%s): nada pode ser alterado. Para ignorá-lo, inicie de novo com \"freezeOverride\": \"motivo\"; uma segunda pessoa precisa aprovar.",
					freeze.name(), freeze.reason());
	}

}
