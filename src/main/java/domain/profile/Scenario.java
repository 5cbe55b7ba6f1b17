package domain.profile;

import java.time.Duration;
import java.util.List;

/**
 * A disaster with objectives of its own (runbook B 9.1), in place of those of the stores.
 *
 * @param name the name operators type, for example {@code data-corruption}
 * @param title what happened, in the system's language
 * @param recoveryTime longest outage (RTO)
 * @param recoveryPoint longest time whose data may be lost (RPO)
 * @param stores the stores that the loss is about; those that promise any when empty
 */
public record Scenario(@Required String name, String title, Duration recoveryTime, Duration recoveryPoint,
		List<String> stores) {

	public Scenario {
		stores = SystemProfile.listOf(stores);
	}

	/** What is promised of a store in it. */
	public Objectives objectives(ProtectedStore store) {
		Objectives own = store.objectives();
		boolean meant = stores.isEmpty() ? own.recoveryPoint() != null : stores.contains(store.name());
		return new Objectives(recoveryTime == null ? own.recoveryTime() : recoveryTime,
				meant && recoveryPoint != null ? recoveryPoint : own.recoveryPoint(), own.provenWithin());
	}

}
