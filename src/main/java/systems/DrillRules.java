package systems;

import domain.profile.DrillProfile;
import domain.profile.DrillSite;
import domain.profile.DrilledStore;
import domain.profile.Duty;
import domain.profile.Person;
import domain.profile.ProtectedStore;
import domain.profile.Scenario;
import domain.profile.StoreProfile;
import domain.profile.SystemProfile;
import domain.profile.TargetProfile;
import java.util.List;
import java.util.Set;

/** Drills speak of stores and people that there are. */
final class DrillRules {

	/** Those whose copies can be asked for a row that was written before the backup. */
	private static final Set<ProtectedStore.Engine> MARKED = Set.of(ProtectedStore.Engine.POSTGRESQL,
			ProtectedStore.Engine.POSTGRESQL_PHYSICAL, ProtectedStore.Engine.MONGODB, ProtectedStore.Engine.REDIS,
			ProtectedStore.Engine.FILES);

	/** Those whose copies are databases that can be asked in SQL. */
	private static final Set<ProtectedStore.Engine> ASKED = Set.of(ProtectedStore.Engine.POSTGRESQL,
			ProtectedStore.Engine.POSTGRESQL_PHYSICAL);

	private DrillRules() {
	}

	static void check(Field field, SystemProfile profile, Problems problems) {
		DrillProfile drill = profile.recovery().drill();
		owner(field.at("owner"), drill.owner(), profile, problems);
		duties(field.at("before"), drill.before(), profile, problems);
		duties(field.at("during"), drill.during(), profile, problems);
		duties(field.at("after"), drill.after(), profile, problems);
		if (drill.site() != null) {
			site(field.at("site"), drill.site(), profile, problems);
		}
		for (int index = 0; index < drill.scenarios().size(); index++) {
			scenario(field.at("scenarios").at(index), drill.scenarios().get(index), profile, problems);
		}
		for (int index = 0; index < drill.stores().size(); index++) {
			store(field.at("stores").at(index), drill.stores().get(index), profile, problems);
		}
	}

	private static void site(Field field, DrillSite site, SystemProfile profile, Problems problems) {
		RecoveryRules.known(field.at("targets"), site.targets().stream().map(TargetProfile::name).toList(),
				profile.targets().stream().map(TargetProfile::name).toList(), problems);
		RecoveryRules.known(field.at("stores"), site.stores().stream().map(StoreProfile::name).toList(),
				profile.stores().stream().map(StoreProfile::name).toList(), problems);
	}

	private static void scenario(Field field, Scenario scenario, SystemProfile profile, Problems problems) {
		for (String store : scenario.stores()) {
			if (profile.recovery().store(store).isEmpty()) {
				problems.add(field.at("stores"), "names no protected store", store,
						Problems.words(profile.recovery().stores(), ProtectedStore::name));
			}
		}
	}

	private static void duties(Field field, List<Duty> duties, SystemProfile profile, Problems problems) {
		for (int index = 0; index < duties.size(); index++) {
			owner(field.at(index).at("owner"), duties.get(index).owner(), profile, problems);
		}
	}

	private static void owner(Field field, String owner, SystemProfile profile, Problems problems) {
		List<Person> persons = profile.people().persons();
		if (owner != null && !persons.isEmpty() && persons.stream().noneMatch(person -> person.name().equals(owner))) {
			problems.add(field, "names nobody", owner, Problems.words(persons, Person::name));
		}
	}

	private static void store(Field field, DrilledStore drilled, SystemProfile profile, Problems problems) {
		ProtectedStore store = profile.recovery().store(drilled.store()).orElse(null);
		if (store == null) {
			problems.add(field.at("store"), "names no protected store", drilled.store(),
					Problems.words(profile.recovery().stores(), ProtectedStore::name));
			return;
		}
		if (!ASKED.contains(store.engine()) && !drilled.service().isEmpty()) {
			problems.add(field.at("store"), "is of a kind that can be asked nothing in a drill", drilled.store(),
					"a store of engine postgresql or postgresql-physical; leave service away");
		}
		if (!MARKED.contains(store.engine()) && drilled.canary() != null) {
			problems.add(field.at("store"), "is of a kind that has no canary", drilled.store(),
					"a store of engine postgresql, postgresql-physical, mongodb, redis or files; leave canary away: the report then says that the backup's word counts");
		}
		if (drilled.canary() != null) {
			Texts.reference(field.at("canary").at("password"), drilled.canary().password(), problems);
			canary(field.at("canary").at("table"), store.engine(), drilled.canary().table(), problems);
		}
	}

	private static void canary(Field field, ProtectedStore.Engine engine, String table, Problems problems) {
		switch (engine) {
			case REDIS ->
				required(field, table, "[A-Za-z0-9_.:-]+", "is no key", "letters, digits, points, colons", problems);
			case FILES -> required(field, table, "[A-Za-z0-9._-]*[A-Za-z0-9][A-Za-z0-9._-]*",
					"is no file of the folder", "a file name without a folder", problems);
			default -> required(field, table, "[^.]+\\.[^.]+", "is no table with its schema", "schema.table", problems);
		}
	}

	private static void required(Field field, String given, String pattern, String reason, String allowed,
			Problems problems) {
		if (!given.matches(pattern)) {
			problems.add(field, reason, given, allowed);
		}
	}

}
