package domain.profile;

import java.time.Duration;
import java.util.List;

/**
 * Who may decide at a gate, and until when.
 *
 * @param name the gate, for example {@code checklist}, {@code stage}, {@code promote};
 * {@code default} for the rest
 * @param deciders names or roles of the people who may decide; empty: anybody named in
 * the profile, or, when it names nobody, anybody
 * @param quorum approvals needed; 1 when absent
 * @param fourEyes whether the requester may not approve; false when absent
 * @param deadline how long the gate waits; 12 hours when absent. Expiry means no.
 * @param remindEvery time between reminders; absent: none
 * @param escalateAfter when the escalation route is told as well; absent: never
 */
public record GateProfile(@Required String name, List<String> deciders, Integer quorum, Boolean fourEyes,
		Duration deadline, Duration remindEvery, Duration escalateAfter) {

	public GateProfile {
		deciders = SystemProfile.listOf(deciders);
		quorum = quorum == null ? 1 : quorum;
		fourEyes = fourEyes != null && fourEyes;
		deadline = deadline == null ? Duration.ofHours(12) : deadline;
	}

	/** The rules of a gate that no profile speaks of. */
	public static GateProfile usual() {
		return new GateProfile("default", null, null, null, null, null, null);
	}

}
