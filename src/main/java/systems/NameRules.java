package systems;

import domain.profile.CanaryProfile;
import domain.profile.CertificateProfile;
import domain.profile.Channel;
import domain.profile.Check;
import domain.profile.ChecklistItem;
import domain.profile.Destination;
import domain.profile.ProtectedStore;
import domain.profile.ComponentProfile;
import domain.profile.Freeze;
import domain.profile.GateProfile;
import domain.profile.NamedQuery;
import domain.profile.Person;
import domain.profile.Probe;
import domain.profile.Schedule;
import domain.profile.SecretProfile;
import domain.profile.ServiceLevel;
import domain.profile.StoreProfile;
import domain.profile.SystemProfile;
import domain.profile.TargetProfile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Names are unique in their list: the second one is the problem. */
final class NameRules {

	private NameRules() {
	}

	static void check(SystemProfile profile, Problems problems) {
		unique(Field.of("targets"), profile.targets(), "name", TargetProfile::name, problems);
		unique(Field.of("stores"), profile.stores(), "name", StoreProfile::name, problems);
		unique(Field.of("components"), profile.components(), "name", ComponentProfile::name, problems);
		unique(Field.of("probes"), profile.probes(), "name", Probe::name, problems);
		unique(Field.of("queries"), profile.queries(), "name", NamedQuery::name, problems);
		unique(Field.of("serviceLevels"), profile.serviceLevels(), "name", ServiceLevel::name, problems);
		unique(Field.of("gates"), profile.gates(), "name", GateProfile::name, problems);
		unique(Field.of("freezes"), profile.freezes(), "name", Freeze::name, problems);
		unique(Field.of("schedules"), profile.schedules(), "name", Schedule::name, problems);
		unique(Field.of("certificates"), profile.certificates(), "name", CertificateProfile::name, problems);
		unique(Field.of("secrets"), profile.secrets(), "name", SecretProfile::name, problems);
		Field recovery = Field.of("recovery");
		unique(recovery.at("destinations"), profile.recovery().destinations(), "name", Destination::name, problems);
		unique(recovery.at("stores"), profile.recovery().stores(), "name", ProtectedStore::name, problems);
		Field people = Field.of("people");
		unique(people.at("persons"), profile.people().persons(), "name", Person::name, problems);
		unique(people.at("channels"), profile.people().channels(), "name", Channel::name, problems);
		for (int index = 0; index < profile.components().size(); index++) {
			CanaryProfile canary = profile.components().get(index).canary();
			if (canary != null) {
				Field field = Field.of("components").at(index).at("canary");
				unique(field.at("checks"), canary.checks(), "name", Check::name, problems);
				unique(field.at("checklist"), canary.checklist(), "id", ChecklistItem::id, problems);
			}
		}
	}

	private static <T> void unique(Field list, List<T> elements, String key, Function<T, String> name,
			Problems problems) {
		Set<String> seen = new HashSet<>();
		for (int index = 0; index < elements.size(); index++) {
			String given = name.apply(elements.get(index));
			if (!seen.add(given)) {
				problems.add(list.at(index).at(key), "is taken by an earlier one", given, "a name of its own");
			}
		}
	}

}
