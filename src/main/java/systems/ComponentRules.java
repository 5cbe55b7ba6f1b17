package systems;

import domain.profile.ComponentProfile;
import domain.profile.HttpProbe;
import domain.profile.StoreProfile;
import domain.profile.SystemProfile;
import domain.profile.TargetProfile;
import java.util.Map;

/** A component's target, database and probes exist and fit. */
final class ComponentRules {

	private static final Map<ComponentProfile.Kind, TargetProfile.Kind> PLACES = Map.of(
			ComponentProfile.Kind.DEPLOYMENT, TargetProfile.Kind.KUBERNETES, ComponentProfile.Kind.STATEFUL_SET,
			TargetProfile.Kind.KUBERNETES, ComponentProfile.Kind.DAEMON_SET, TargetProfile.Kind.KUBERNETES,
			ComponentProfile.Kind.COMPOSE_SERVICE, TargetProfile.Kind.COMPOSE, ComponentProfile.Kind.SYSTEMD_UNIT,
			TargetProfile.Kind.SYSTEMD);

	private ComponentRules() {
	}

	static void check(SystemProfile profile, Problems problems) {
		for (int index = 0; index < profile.components().size(); index++) {
			Field field = Field.of("components").at(index);
			ComponentProfile component = profile.components().get(index);
			place(field, component, profile, problems);
			database(field, component, profile, problems);
			probes(field, component, problems);
			configuration(field, component, problems);
			if (component.replicas() != null && component.replicas() < 0) {
				problems.add(field.at("replicas"), "is negative", component.replicas(), "0 or more");
			}
		}
	}

	private static void place(Field field, ComponentProfile component, SystemProfile profile, Problems problems) {
		TargetProfile.Kind place = PLACES.get(component.kind());
		if (component.target() == null) {
			if (place != null) {
				problems.add(field.at("target"), "is missing: a component of this kind runs on a target");
			}
			return;
		}
		TargetProfile target = profile.target(component.target()).orElse(null);
		if (target == null) {
			problems.add(field.at("target"), "names no target", component.target(),
					Problems.words(profile.targets(), TargetProfile::name));
		}
		else if (place != null && target.kind() != place) {
			problems.add(field.at("target"), "does not fit the component's kind",
					component.target() + " of kind " + Problems.word(target.kind()),
					"a target of kind " + Problems.word(place));
		}
	}

	private static void database(Field field, ComponentProfile component, SystemProfile profile, Problems problems) {
		if (component.database() == null) {
			return;
		}
		StoreProfile store = profile.store(component.database()).orElse(null);
		if (store == null) {
			problems.add(field.at("database"), "names no store", component.database(),
					Problems.words(profile.stores(), StoreProfile::name));
			return;
		}
		Field place = Field.of("stores").at(profile.stores().indexOf(store));
		String owner = "a store backed up before releases of " + component.name();
		if (store.kind() != StoreProfile.Kind.POSTGRESQL) {
			problems.add(field.at("database"), "cannot be backed up before a release", Problems.word(store.kind()),
					"a store of kind postgresql");
			return;
		}
		PlaceRules.needed(place, "host", store.host(), owner, problems);
		PlaceRules.needed(place, "database", store.database(), owner, problems);
		PlaceRules.needed(place, "user", store.user(), owner, problems);
		if (profile.recovery().stores().stream().noneMatch(kept -> store.name().equals(kept.store()))) {
			PlaceRules.needed(place, "backups", store.backups(), owner, problems);
		}
	}

	private static void configuration(Field field, ComponentProfile component, Problems problems) {
		boolean onHost = component.kind() == ComponentProfile.Kind.COMPOSE_SERVICE
				|| component.kind() == ComponentProfile.Kind.SYSTEMD_UNIT;
		for (String file : component.configuration()) {
			if (!onHost || !file.matches("/.*[^/]")) {
				problems.add(field.at("configuration"), "is no file on a host", file,
						"absolute paths, of a compose service or a systemd unit");
			}
		}
	}

	private static void probes(Field field, ComponentProfile component, Problems problems) {
		if (component.versionProbe() != null) {
			Texts.address(field.at("versionProbe").at("url"), component.versionProbe().url(), problems);
			Texts.jsonPointer(field.at("versionProbe").at("field"), component.versionProbe().field(), problems);
		}
		for (int index = 0; index < component.smoke().size(); index++) {
			Field place = field.at("smoke").at(index);
			HttpProbe probe = component.smoke().get(index);
			Texts.address(place.at("url"), probe.url(), problems);
			Texts.jsonPointer(place.at("field"), probe.field(), problems);
			if (probe.status() < 100 || probe.status() > 599) {
				problems.add(place.at("status"), "is not an HTTP status", probe.status(), "100 to 599");
			}
			if (probe.equals() != null && probe.field() == null) {
				problems.add(place.at("equals"), "has nothing to be compared with: field is missing");
			}
		}
	}

}
