package domain.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One system that is operated, as its YAML file in {@code systems/} describes it.
 * Differences between systems are here, never in code.
 *
 * @param name the name operators type: lower-case letters, digits and hyphens; unique
 * among the profiles
 * @param title the name people read
 * @param runbook where the runbook that this profile follows is kept
 * @param language language of messages to people: {@code pt-BR} or {@code en}
 * @param timeZone IANA zone in which the system's people read times
 * @param targets the clusters and hosts
 * @param monitoring where metrics and alerts come from; absent when nothing watches the
 * system
 * @param stores the databases and caches
 * @param components the parts with a life of their own
 * @param probes the questions that tell whether the system is well
 * @param queries the questions that operators ask it by name; they change nothing
 * @param healthCheck when a change of a probe's state counts
 * @param serviceLevels what the system promises
 * @param gates who may decide, by gate name; the gate named {@code default} is used for
 * the rest
 * @param people persons, channels, routes, escalation
 * @param freezes when nothing may be changed
 * @param schedules what is started by the clock, and what waits ready for a person to
 * start it
 * @param recovery what is backed up and how it is brought back
 * @param maintenanceWindow what a maintenance window does beside being open
 * @param maintenance what is done daily, weekly, monthly and quarterly
 * @param certificates certificates that are renewed before they end
 * @param secrets logins and keys that are rotated
 */
public record SystemProfile(@Required String name, @Required String title, String runbook, @Required String language,
		@Required String timeZone, List<TargetProfile> targets, MonitoringProfile monitoring, List<StoreProfile> stores,
		List<ComponentProfile> components, List<Probe> probes, List<NamedQuery> queries, HealthCheckProfile healthCheck,
		List<ServiceLevel> serviceLevels, List<GateProfile> gates, PeopleProfile people, List<Freeze> freezes,
		List<Schedule> schedules, RecoveryProfile recovery, MaintenanceWindowProfile maintenanceWindow,
		MaintenanceProfile maintenance, List<CertificateProfile> certificates, List<SecretProfile> secrets) {

	public SystemProfile {
		targets = listOf(targets);
		stores = listOf(stores);
		components = listOf(components);
		probes = listOf(probes);
		queries = listOf(queries);
		healthCheck = healthCheck == null ? new HealthCheckProfile(null, null) : healthCheck;
		serviceLevels = listOf(serviceLevels);
		gates = listOf(gates);
		freezes = listOf(freezes);
		schedules = listOf(schedules);
		people = people == null ? PeopleProfile.nobody() : people;
		recovery = recovery == null ? new RecoveryProfile(null, null, null, null) : recovery;
		maintenanceWindow = MaintenanceWindowProfile.usual(maintenanceWindow);
		maintenance = maintenance == null ? MaintenanceProfile.none() : maintenance;
		certificates = listOf(certificates);
		secrets = listOf(secrets);
	}

	static <T> List<T> listOf(List<T> given) {
		return given == null ? List.of() : List.copyOf(given);
	}

	public Optional<ComponentProfile> component(String wanted) {
		return components.stream().filter(component -> component.name().equals(wanted)).findFirst();
	}

	public Optional<TargetProfile> target(String wanted) {
		return targets.stream().filter(target -> target.name().equals(wanted)).findFirst();
	}

	public Optional<StoreProfile> store(String wanted) {
		return stores.stream().filter(store -> store.name().equals(wanted)).findFirst();
	}

	public Optional<NamedQuery> query(String wanted) {
		return queries.stream().filter(query -> query.name().equals(wanted)).findFirst();
	}

	/**
	 * The rules of a gate: its own, else those of the gate named {@code default}, else
	 * Holdfast's.
	 */
	public GateProfile gate(String wanted) {
		return gates.stream()
			.filter(gate -> gate.name().equals(wanted))
			.findFirst()
			.or(() -> gates.stream().filter(gate -> gate.name().equals("default")).findFirst())
			.orElseGet(GateProfile::usual);
	}

	/** The same system at the place that takes it over. */
	public SystemProfile at(DisasterSite site) {
		return at(site.targets(), site.stores(), site.components());
	}

	/** The same system where its drills restore to. */
	public SystemProfile at(DrillSite site) {
		return at(site.targets(), site.stores(), List.of());
	}

	private SystemProfile at(List<TargetProfile> otherTargets, List<StoreProfile> otherStores,
			List<ComponentProfile> otherComponents) {
		return new SystemProfile(name, title, runbook, language, timeZone,
				replaced(targets, otherTargets, TargetProfile::name), monitoring,
				replaced(stores, otherStores, StoreProfile::name),
				replaced(components, otherComponents, ComponentProfile::name), probes, queries, healthCheck,
				serviceLevels, gates, people, freezes, schedules, recovery, maintenanceWindow, maintenance,
				certificates, secrets);
	}

	private static <T> List<T> replaced(List<T> here, List<T> there, Function<T, String> name) {
		return here.stream()
			.map(each -> there.stream()
				.filter(other -> name.apply(other).equals(name.apply(each)))
				.findFirst()
				.orElse(each))
			.toList();
	}

	/** The same system on other targets. */
	public SystemProfile withTargets(List<TargetProfile> others) {
		return new SystemProfile(name, title, runbook, language, timeZone, others, monitoring, stores, components,
				probes, queries, healthCheck, serviceLevels, gates, people, freezes, schedules, recovery,
				maintenanceWindow, maintenance, certificates, secrets);
	}

	/** The same system with one more schedule. */
	public SystemProfile withSchedule(Schedule added) {
		List<Schedule> all = new ArrayList<>(schedules);
		all.add(added);
		return new SystemProfile(name, title, runbook, language, timeZone, targets, monitoring, stores, components,
				probes, queries, healthCheck, serviceLevels, gates, people, freezes, all, recovery, maintenanceWindow,
				maintenance, certificates, secrets);
	}

}
