package domain.profile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How recovery is tried out (runbook D 7.3, B 9.2, A weekly): the restore's own steps on
 * a place of the drill's own.
 *
 * @param owner who deals with what a drill finds
 * @param approve whether a decision is waited for after the declaration, as in an
 * emergency; false when absent
 * @param expires how long after its begin the drill's places may be removed by anybody;
 * one day when absent
 * @param before what people confirm before the drill is declared
 * @param during what people confirm while the restored copy is still there
 * @param after what people confirm when everything was removed
 * @param stores what the drill knows of stores beyond their restore
 * @param scenarios disasters with objectives of their own
 * @param site where copies are restored to; absent: beside what is in use
 */
public record DrillProfile(String owner, Boolean approve, Duration expires, List<Duty> before, List<Duty> during,
		List<Duty> after, List<DrilledStore> stores, List<Scenario> scenarios, DrillSite site) {

	public DrillProfile {
		approve = approve != null && approve;
		expires = expires == null ? Duration.ofDays(1) : expires;
		before = SystemProfile.listOf(before);
		during = SystemProfile.listOf(during);
		after = SystemProfile.listOf(after);
		stores = SystemProfile.listOf(stores);
		scenarios = SystemProfile.listOf(scenarios);
	}

	/** That of a system whose profile says nothing. */
	public static DrillProfile usual() {
		return new DrillProfile(null, null, null, null, null, null, null, null, null);
	}

	public Optional<Scenario> scenario(String wanted) {
		return scenarios.stream().filter(scenario -> scenario.name().equals(wanted)).findFirst();
	}

	/** What is said about a protected store. */
	public Optional<DrilledStore> store(String wanted) {
		return stores.stream().filter(store -> store.store().equals(wanted)).findFirst();
	}

	/** Where the store's canary is; null when it has none. */
	public CanaryRow canary(String wanted) {
		return store(wanted).map(DrilledStore::canary).orElse(null);
	}

}
