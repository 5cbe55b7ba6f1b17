package systems;

import domain.profile.MonitoringProfile;
import domain.profile.StoreProfile;
import domain.profile.SystemProfile;
import domain.profile.TargetProfile;

/** Targets, stores and the monitoring can be reached as they are described. */
final class PlaceRules {

	private PlaceRules() {
	}

	static void check(SystemProfile profile, Problems problems) {
		for (int index = 0; index < profile.targets().size(); index++) {
			target(Field.of("targets").at(index), profile.targets().get(index), problems);
		}
		for (int index = 0; index < profile.stores().size(); index++) {
			store(Field.of("stores").at(index), profile.stores().get(index), problems);
		}
		if (profile.monitoring() != null) {
			monitoring(Field.of("monitoring"), profile.monitoring(), problems);
		}
	}

	private static void target(Field field, TargetProfile target, Problems problems) {
		if (target.kind() == TargetProfile.Kind.KUBERNETES) {
			needed(field, "namespace", target.namespace(), "a target of kind kubernetes", problems);
		}
		else {
			needed(field, "host", target.host(), "a target reached by SSH", problems);
		}
		if (target.kind() == TargetProfile.Kind.COMPOSE) {
			needed(field, "directory", target.directory(), "a target of kind compose", problems);
		}
		if (target.kind() != TargetProfile.Kind.KUBERNETES && target.gitOps() != TargetProfile.GitOps.REFUSE) {
			problems.add(field.at("gitOps"), "has no meaning on a host", Problems.word(target.gitOps()),
					"it is of kind kubernetes only");
		}
		if (target.diskAtMost() < 1 || target.diskAtMost() > 100) {
			problems.add(field.at("diskAtMost"), "is no share of a disk", target.diskAtMost(), "1 to 100");
		}
		for (String file : target.composeFiles()) {
			if (file.isBlank() || file.startsWith("-")) {
				problems.add(field.at("composeFiles"), "is no file name", file, "a name in the target's directory");
			}
		}
		Texts.reference(field.at("key"), target.key(), problems);
		Texts.port(field.at("port"), target.port(), problems);
		Texts.hostKey(field.at("hostKey"), target.hostKey(), problems);
	}

	private static void store(Field field, StoreProfile store, Problems problems) {
		Texts.reference(field.at("password"), store.password(), problems);
		Texts.port(field.at("port"), store.port(), problems);
	}

	private static void monitoring(Field field, MonitoringProfile monitoring, Problems problems) {
		Texts.address(field.at("prometheus"), monitoring.prometheus(), problems);
		Texts.address(field.at("alertmanager"), monitoring.alertmanager(), problems);
		Texts.reference(field.at("prometheusToken"), monitoring.prometheusToken(), problems);
		Texts.reference(field.at("alertmanagerToken"), monitoring.alertmanagerToken(), problems);
		for (int index = 0; index < monitoring.criticalAlerts().size(); index++) {
			String filter = monitoring.criticalAlerts().get(index);
			if (!filter.matches("[a-zA-Z_][a-zA-Z0-9_]*(=|!=|=~|!~)\".*\"")) {
				problems.add(field.at("criticalAlerts").at(index), "is not an Alertmanager filter", filter,
						"label=\"value\" with =, !=, =~ or !~");
			}
		}
		if (monitoring.alertmanager() != null && monitoring.criticalAlerts().isEmpty()) {
			problems.add(field.at("criticalAlerts"),
					"is missing: without a filter every alert of Alertmanager would stop a canary");
		}
	}

	static void needed(Field field, String name, String given, String owner, Problems problems) {
		if (given == null) {
			problems.add(field.at(name), "is missing: " + owner + " needs it");
		}
	}

}
