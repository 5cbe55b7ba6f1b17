package systems;

import domain.profile.ComponentProfile;
import domain.profile.KeyProfile;
import domain.profile.SecretProfile;
import domain.profile.StoreProfile;
import domain.profile.SystemProfile;
import domain.profile.TargetProfile;
import java.util.HashSet;
import java.util.List;

/**
 * What is rotated: a login of which two users take turns, or a key; and where consumers
 * read it.
 */
final class SecretRules {

	private static final String VARIABLE = "[A-Za-z_][A-Za-z0-9_]*";

	private static final String PATH = "(/[A-Za-z0-9._-]+)+";

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
		TargetProfile target = profile.target(secret.target()).orElse(null);
		if (target == null) {
			problems.add(field.at("target"), "names no target", secret.target(),
					Problems.words(profile.targets(), TargetProfile::name));
			return;
		}
		boolean cluster = target.kind() == TargetProfile.Kind.KUBERNETES;
		place(field, secret, cluster, problems);
		if (secret.key() == null) {
			login(field, secret, profile, problems);
		}
		else {
			key(field, secret, profile, cluster, problems);
		}
		if (secret.copyKey() == null && (cluster || secret.key() == null)) {
			problems.add(field.at("copyKey"), "is missing: the reference of the key that the old value is kept with");
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

	private static void place(Field field, SecretProfile secret, boolean cluster, Problems problems) {
		if (cluster && (secret.secret() == null || secret.file() != null)) {
			problems.add(field.at("secret"), "does not say which Secret consumers on a cluster read", secret.file(),
					"the name of a Secret, and no file");
		}
		if (!cluster && (secret.file() == null || !secret.file().matches(PATH) || secret.secret() != null)) {
			problems.add(field.at("file"), "does not say which file consumers on a host read", secret.file(),
					"an absolute path, and no secret");
		}
	}

	private static void login(Field field, SecretProfile secret, SystemProfile profile, Problems problems) {
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

	private static void key(Field field, SecretProfile secret, SystemProfile profile, boolean cluster,
			Problems problems) {
		KeyProfile key = secret.key();
		Field place = field.at("key");
		if (secret.store() != null || !secret.users().isEmpty()) {
			problems.add(place, "is beside a login", secret.store(), "either key, or store and users");
		}
		for (String name : key.idName() == null ? List.of(key.name()) : List.of(key.name(), key.idName())) {
			if (!name.matches(cluster ? "[A-Za-z0-9._-]+" : VARIABLE)) {
				problems.add(place.at("name"), "cannot be a name there", name,
						cluster ? "letters, digits, dots, underscores, hyphens" : "letters, digits, underscores");
			}
		}
		if (key.name().equals(key.idName())) {
			problems.add(place.at("idName"), "is the name of the key itself", key.idName(), "another name");
		}
		if (!key.issue().isEmpty() && key.revoke().isEmpty()) {
			problems.add(place.at("revoke"), "is missing: the program that ends a key which issue has had issued");
		}
		if (!key.issue().isEmpty() && key.issue().stream().noneMatch(word -> word.contains("{operation}"))) {
			problems.add(place.at("issue"), "cannot tell a second attempt from a second rotation",
					String.join(" ", key.issue()), "{operation} among its arguments");
		}
		if (key.idName() == null && key.revoke().stream().anyMatch(word -> word.contains("{id}"))) {
			problems.add(place.at("idName"), "is missing: revoke asks for the provider's name of a key");
		}
		if (!key.within().isPositive()) {
			problems.add(place.at("within"), "is no time at all", key.within(), "a duration as PT1M");
		}
		component(place.at("component"), key, secret, profile, cluster, problems);
	}

	private static void component(Field field, KeyProfile key, SecretProfile secret, SystemProfile profile,
			boolean cluster, Problems problems) {
		boolean fits = cluster && key.programs() ? profile.component(key.component())
			.filter(each -> each.operated() && secret.target().equals(each.target()))
			.isPresent() : key.component() == null;
		if (!fits) {
			problems.add(field, "is not where the programs run", key.component(),
					cluster ? "a component on target " + secret.target() + " when there are programs"
							: "none: on a host they run there");
		}
	}

}
