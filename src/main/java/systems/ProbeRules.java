package systems;

import domain.profile.ComponentProfile;
import domain.profile.Probe;
import domain.profile.StoreProfile;
import domain.profile.SystemProfile;
import domain.profile.TargetProfile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Probes name what they need, and what they name exists. */
final class ProbeRules {

	private static final Duration SHORTEST = Duration.ofMillis(100);

	private static final Duration LONGEST = Duration.ofMinutes(2);

	private ProbeRules() {
	}

	static void check(SystemProfile profile, Problems problems) {
		for (int index = 0; index < profile.probes().size(); index++) {
			probe(Field.of("probes").at(index), profile.probes().get(index), profile, problems);
		}
		Field rules = Field.of("healthCheck");
		atLeastOne(rules.at("failedAfter"), profile.healthCheck().failedAfter(), problems);
		atLeastOne(rules.at("healthyAfter"), profile.healthCheck().healthyAfter(), problems);
	}

	private static void atLeastOne(Field field, int given, Problems problems) {
		if (given < 1) {
			problems.add(field, "is too few", given, "1 or more");
		}
	}

	/** One probe, wherever it stands. */
	static void probe(Field field, Probe probe, SystemProfile profile, Problems problems) {
		if (probe.component() != null && profile.component(probe.component()).isEmpty()) {
			problems.add(field.at("component"), "is not a component", probe.component(),
					Problems.words(profile.components(), ComponentProfile::name));
		}
		switch (probe.kind()) {
			case HTTP, ETCD -> {
				needed(field, "url", probe.url(), probe, problems);
				Texts.address(field.at("url"), probe.url(), problems);
				Texts.jsonPointer(field.at("field"), probe.field(), problems);
			}
			case DNS, TLS, TEMPORAL -> needed(field, "host", probe.host(), probe, problems);
			case TCP, GRPC_HEALTH -> {
				needed(field, "host", probe.host(), probe, problems);
				needed(field, "port", probe.port(), probe, problems);
			}
			case PROMETHEUS -> prometheus(field, probe, profile, problems);
			case SQL -> store(field, probe, StoreProfile.Kind.POSTGRESQL, profile, problems);
			case SYSTEMD_UNIT, COMPOSE_SERVICE -> {
				needed(field, "service", probe.service(), probe, problems);
				host(field, probe, profile, problems);
			}
			case DISK, MEMORY, CPU, GPU -> host(field, probe, profile, problems);
			case FILE_AGE -> {
				needed(field, "path", probe.path(), probe, problems);
				host(field, probe, profile, problems);
			}
			case SCRIPT -> {
				needed(field, "command", probe.command().isEmpty() ? null : probe.command(), probe, problems);
				if (onCluster(probe, profile)) {
					needed(field, "image", probe.image(), probe, problems);
				}
				else {
					host(field, probe, profile, problems);
				}
			}
			case MUTUAL_TLS -> mutual(field, probe, profile, problems);
			case REDIS -> store(field, probe, StoreProfile.Kind.REDIS, profile, problems);
			case MONGODB -> store(field, probe, StoreProfile.Kind.MONGODB, profile, problems);
			case KAFKA -> store(field, probe, StoreProfile.Kind.KAFKA, profile, problems);
		}
		Texts.port(field.at("port"), probe.port(), problems);
		Texts.reference(field.at("token"), probe.token(), problems);
		Texts.reference(field.at("trust"), probe.trust(), problems);
		if (probe.within().compareTo(SHORTEST) < 0 || probe.within().compareTo(LONGEST) > 0) {
			problems.add(field.at("within"), "is not a time to wait for an answer", probe.within(),
					SHORTEST + " to " + LONGEST);
		}
		ordered(field, probe, problems);
	}

	private static void prometheus(Field field, Probe probe, SystemProfile profile, Problems problems) {
		needed(field, "query", probe.query(), probe, problems);
		if (profile.monitoring() == null || profile.monitoring().prometheus() == null) {
			problems.add(field.at("kind"), "needs monitoring.prometheus, which is missing");
		}
		boolean limited = probe.atMost() != null || probe.atLeast() != null || probe.degradedAtMost() != null
				|| probe.degradedAtLeast() != null;
		if (!limited) {
			problems.add(field, "has no limit: a probe of kind prometheus needs atMost or atLeast");
		}
	}

	private static void mutual(Field field, Probe probe, SystemProfile profile, Problems problems) {
		needed(field, "from", probe.from(), probe, problems);
		needed(field, "url", probe.url(), probe, problems);
		Texts.address(field.at("url"), probe.url(), problems);
		cluster(field, probe, profile, problems);
		if (probe.certificate() != null) {
			needed(field, "key", probe.key(), probe, problems);
		}
		else if (probe.outside() == null) {
			problems.add(field.at("certificate"),
					"is missing: without it and without outside both questions would be the same");
		}
	}

	private static boolean onCluster(Probe probe, SystemProfile profile) {
		return probe.target() != null && profile.target(probe.target())
			.filter(target -> target.kind() == TargetProfile.Kind.KUBERNETES)
			.isPresent();
	}

	private static void cluster(Field field, Probe probe, SystemProfile profile, Problems problems) {
		needed(field, "target", probe.target(), probe, problems);
		if (probe.target() != null && !onCluster(probe, profile)) {
			problems.add(field.at("target"), "is not a cluster", probe.target(),
					Problems.words(profile.targets()
						.stream()
						.filter(target -> target.kind() == TargetProfile.Kind.KUBERNETES)
						.toList(), TargetProfile::name));
		}
	}

	private static void host(Field field, Probe probe, SystemProfile profile, Problems problems) {
		needed(field, "target", probe.target(), probe, problems);
		List<TargetProfile> hosts = profile.targets()
			.stream()
			.filter(target -> target.kind() != TargetProfile.Kind.KUBERNETES)
			.toList();
		if (probe.target() != null && hosts.stream().noneMatch(host -> host.name().equals(probe.target()))) {
			problems.add(field.at("target"), "is not a host that is reached by SSH", probe.target(),
					Problems.words(hosts, TargetProfile::name));
		}
	}

	private static void store(Field field, Probe probe, StoreProfile.Kind kind, SystemProfile profile,
			Problems problems) {
		needed(field, "store", probe.store(), probe, problems);
		if (probe.store() == null) {
			return;
		}
		Optional<StoreProfile> store = profile.store(probe.store());
		if (store.isEmpty() || store.get().kind() != kind) {
			problems.add(field.at("store"), "is not a store of kind " + Problems.word(kind), probe.store(), Problems
				.words(profile.stores().stream().filter(each -> each.kind() == kind).toList(), StoreProfile::name));
		}
	}

	private static void needed(Field field, String name, Object given, Probe probe, Problems problems) {
		if (given == null) {
			problems.add(field.at(name), "is missing: a probe of kind " + Problems.word(probe.kind()) + " needs it");
		}
	}

	private static void ordered(Field field, Probe probe, Problems problems) {
		if (probe.atLeast() != null && probe.atMost() != null && probe.atLeast() > probe.atMost()) {
			problems.add(field.at("atLeast"), "is above atMost", probe.atLeast(), probe.atMost() + " or less");
		}
		if (probe.degradedAtMost() != null && probe.atMost() != null && probe.degradedAtMost() > probe.atMost()) {
			problems.add(field.at("degradedAtMost"), "is above atMost: it would never be degraded",
					probe.degradedAtMost(), probe.atMost() + " or less");
		}
		if (probe.degradedAtLeast() != null && probe.atLeast() != null && probe.degradedAtLeast() < probe.atLeast()) {
			problems.add(field.at("degradedAtLeast"), "is below atLeast: it would never be degraded",
					probe.degradedAtLeast(), probe.atLeast() + " or more");
		}
	}

}
