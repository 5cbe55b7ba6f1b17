package domain.profile;

import java.util.List;
import java.util.Optional;

/**
 * What of a system is backed up, where to, and how it is brought back.
 *
 * @param destinations the places that backups are kept in
 * @param stores what is backed up; each is restored by itself
 * @param site the place that takes the system over when its own is lost; absent: there is
 * none
 * @param drill how its recovery is tried out
 */
public record RecoveryProfile(List<Destination> destinations, List<ProtectedStore> stores, DisasterSite site,
		DrillProfile drill) {

	public RecoveryProfile {
		destinations = SystemProfile.listOf(destinations);
		stores = SystemProfile.listOf(stores);
		drill = drill == null ? DrillProfile.usual() : drill;
	}

	public Optional<Destination> destination(String wanted) {
		return destinations.stream().filter(destination -> destination.name().equals(wanted)).findFirst();
	}

	public Optional<ProtectedStore> store(String wanted) {
		return stores.stream().filter(store -> store.name().equals(wanted)).findFirst();
	}

}
