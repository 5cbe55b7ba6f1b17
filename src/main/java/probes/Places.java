package probes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.probe.Surroundings;
import domain.profile.Probe;
import domain.profile.StoreProfile;

/** Where what a probe refers to is found. */
public final class Places {

	private Places() {
	}

	/**
	 * The store that a probe names.
	 * @throws PermanentFailure kind {@code PROFILE} when there is none of that name
	 */
	public static StoreProfile store(Probe probe, Surroundings around) {
		return store(probe.store(), around);
	}

	/**
	 * The store of this name.
	 * @throws PermanentFailure kind {@code PROFILE} when there is none
	 */
	public static StoreProfile store(String name, Surroundings around) {
		return around.store(name)
			.orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE, "there is no store " + name));
	}

	/** Host and port of a store. */
	public static String address(StoreProfile store, int usualPort) {
		return host(store) + ":" + port(store, usualPort);
	}

	public static String host(StoreProfile store) {
		return store.host() == null ? "localhost" : store.host();
	}

	public static int port(StoreProfile store, int usualPort) {
		return store.port() == null ? usualPort : store.port();
	}

}
