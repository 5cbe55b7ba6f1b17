package workflows.steps;

import domain.run.Mode;

/**
 * What every procedure is told by whoever starts it.
 *
 * @param system the system's name
 * @param component the component's name, or null
 * @param reason why it is started
 * @param requestedBy who starts it: may not approve where four eyes are asked
 * @param mode whether anything is changed
 * @param freezeOverride why a freeze should not stop it, or null
 */
public record Opening(String system, String component, String reason, String requestedBy, Mode mode,
		String freezeOverride) {

	public Opening {
		mode = mode == null ? Mode.EXECUTE : mode;
	}

	Opening on(String found) {
		return new Opening(system, found, reason, requestedBy, mode, freezeOverride);
	}

}
