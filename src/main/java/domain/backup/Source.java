package domain.backup;

import domain.profile.Destination;
import domain.profile.ProtectedStore;
import domain.profile.StoreProfile;
import domain.profile.SystemProfile;
import domain.profile.TargetProfile;
import java.util.Optional;

/**
 * What is backed up and restored, with everything that the profile says about it.
 *
 * @param system the system's name
 * @param asked the profile's words about it
 * @param store the database, cache or queue; null where the engine needs none
 * @param target the cluster or host; null where the engine needs none
 * @param destination where its backups go; null where the engine keeps them
 * @param destinationTarget the host that the destination is on; null for other kinds
 */
public record Source(String system, ProtectedStore asked, StoreProfile store, TargetProfile target,
		Destination destination, TargetProfile destinationTarget) {

	/** The protected store of this name. */
	public static Optional<Source> named(SystemProfile profile, String name) {
		return profile.recovery().store(name).map(found -> of(profile, found));
	}

	/** That which protects a store of this name, else the store's own folder. */
	public static Source ofStore(SystemProfile profile, StoreProfile store) {
		return profile.recovery()
			.stores()
			.stream()
			.filter(found -> store.name().equals(found.store()))
			.findFirst()
			.map(found -> of(profile, found))
			.orElseGet(() -> alone(profile.name(), store));
	}

	/** A store that no recovery section speaks of: its backups go to its own folder. */
	public static Source alone(String system, StoreProfile store) {
		ProtectedStore.Engine engine = ProtectedStore.Engine.valueOf(store.kind().name());
		return new Source(system,
				new ProtectedStore(store.name(), engine, store.name(), null, "folder", null, null, null, null, null),
				store, null, Destination.folder("folder", store.backups()), null);
	}

	private static Source of(SystemProfile profile, ProtectedStore found) {
		Destination destination = profile.recovery().destination(found.destination()).orElse(null);
		return new Source(profile.name(), found, profile.store(found.store()).orElse(null),
				profile.target(found.target()).orElse(null), destination,
				destination == null ? null : profile.target(destination.target()).orElse(null));
	}

	/**
	 * The same at another place; its backups stay where they are.
	 * @param there the system as it is there
	 */
	public Source at(SystemProfile there) {
		return new Source(system, asked, there.store(asked.store()).orElse(null),
				there.target(asked.target()).orElse(null), destination, destinationTarget);
	}

	public String name() {
		return asked.name();
	}

}
