package domain.probe;

import domain.profile.MonitoringProfile;
import domain.profile.StoreProfile;
import domain.profile.TargetProfile;
import java.util.List;
import java.util.Optional;

/**
 * What probes refer to.
 *
 * @param stores the system's stores
 * @param targets the system's clusters and hosts
 * @param monitoring where its metrics are read, or null
 */
public record Surroundings(List<StoreProfile> stores, List<TargetProfile> targets, MonitoringProfile monitoring) {

	public Surroundings {
		stores = stores == null ? List.of() : List.copyOf(stores);
		targets = targets == null ? List.of() : List.copyOf(targets);
	}

	public Optional<StoreProfile> store(String wanted) {
		return stores.stream().filter(store -> store.name().equals(wanted)).findFirst();
	}

	public Optional<TargetProfile> target(String wanted) {
		return targets.stream().filter(target -> target.name().equals(wanted)).findFirst();
	}

}
