package systems;

import domain.profile.ComponentProfile;
import domain.profile.SecretProfile;
import domain.profile.StoreProfile;
import domain.profile.SystemProfile;
import domain.profile.TargetProfile;
import java.util.HashSet;

/** Logins that take turns: two users, a store that has users, a Secret, consumers. */
final class SecretRules {

	private SecretRules() {
	}

	static void check(SystemProfile profile, Problems problems) {
		for (int index = 0; index < profile.secrets().size(); index++) {
			secret(Field.of("secrets").at(index), profile.secrets().get(index), profile, problems);
		}
	}

	private static void secret(Field field, SecretProfile secret, SystemProfile profile, Problems problems) {
		Texts.reference(field.at("adminPassword"), secret.adminPassword(), problems);
		Texts.reference(field.at("copyKey"), secret.copyKey(), problems);
		StoreProfile store = profile.store(secret.store()).orElse(null);
		if (store == null) {
			problems.add(field.at("store"), "names no store", secret.store(),
					Problems.words(profile.stores(), StoreProfile::name));
		}
		else {
			users(field, secret, store, problems);
		}
		if (secret.users().size() != 2 || new HashSet<>(secret.users()).size() != 2) {
			problems.add(field.at("users"), "do not take turns", String.join(", ", secret.users()),
					"two different names");
		}
		boolean cluster = profile.target(secret.target())
			.filter(target -> target.kind() == TargetProfile.Kind.KUBERNETES)
			.isPresent();
		if (!cluster) {
			problems.add(field.at("target"), "names no target of kind kubernetes", secret.target(),
					Problems.words(profile.targets(), TargetProfile::name));
		}
		for (String consumer : secret.consumers()) {
			if (profile.component(consumer).filter(ComponentProfile::operated).isEmpty()) {
				problems.add(field.at("consumers"), "names no component that is started and stopped", consumer,
						Problems.words(profile.components(), ComponentProfile::name));
			}
		}
		if (!secret.settle().isPositive()) {
			problems.add(field.at("settle"), "is no time at all", secret.settle(), "a duration as PT2M");
		}
	}

	/** Each product has its own way of letting two users do the same. */
	private static void users(Field field, SecretProfile secret, StoreProfile store, Problems problems) {
		switch (store.kind()) {
			case POSTGRESQL -> {
				if (secret.memberOf() == null) {
					problems.add(field.at("memberOf"), "is missing: the role that owns what both users work on");
				}
			}
			case KAFKA -> {
				if (!store.mechanism().startsWith("SCRAM-SHA-")) {
					problems.add(field.at("store"), "has users whose values cannot be changed", store.mechanism(),
							"a store with mechanism SCRAM-SHA-256 or SCRAM-SHA-512");
				}
			}
			case MONGODB, REDIS -> problems.add(field.at("store"), "has no users that take turns here",
					Problems.word(store.kind()), "postgresql, kafka");
		}
	}

}
