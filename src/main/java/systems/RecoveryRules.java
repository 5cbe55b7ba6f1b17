package systems;

import domain.profile.ComponentProfile;
import domain.profile.Destination;
import domain.profile.DisasterSite;
import domain.profile.Preparation;
import domain.profile.ProtectedStore;
import domain.profile.RecoveryProfile;
import domain.profile.RestoreProfile;
import domain.profile.StoreProfile;
import domain.profile.SystemProfile;
import domain.profile.TargetProfile;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What is backed up exists, has somewhere to go and can be brought back. */
final class RecoveryRules {

	private static final Set<ProtectedStore.Engine> OF_STORES = Set.of(ProtectedStore.Engine.POSTGRESQL,
			ProtectedStore.Engine.POSTGRESQL_PHYSICAL, ProtectedStore.Engine.MONGODB, ProtectedStore.Engine.REDIS,
			ProtectedStore.Engine.KAFKA);

	private static final Set<ProtectedStore.Engine> OF_POSTGRESQL = Set.of(ProtectedStore.Engine.POSTGRESQL,
			ProtectedStore.Engine.POSTGRESQL_PHYSICAL);

	private RecoveryRules() {
	}

	static void check(SystemProfile profile, Problems problems) {
		RecoveryProfile recovery = profile.recovery();
		for (int index = 0; index < recovery.destinations().size(); index++) {
			destination(Field.of("recovery").at("destinations").at(index), recovery.destinations().get(index), profile,
					problems);
		}
		if (recovery.site() != null) {
			site(Field.of("recovery").at("site"), recovery.site(), profile, problems);
		}
		for (int index = 0; index < recovery.stores().size(); index++) {
			store(Field.of("recovery").at("stores").at(index), recovery.stores().get(index), profile, problems);
		}
		DrillRules.check(Field.of("recovery").at("drill"), profile, problems);
	}

	/** What takes a place is there to be taken the place of; what is run has a host. */
	private static void site(Field field, DisasterSite site, SystemProfile profile, Problems problems) {
		List<String> targets = profile.targets().stream().map(TargetProfile::name).toList();
		known(field.at("targets"), site.targets().stream().map(TargetProfile::name).toList(), targets, problems);
		known(field.at("stores"), site.stores().stream().map(StoreProfile::name).toList(),
				profile.stores().stream().map(StoreProfile::name).toList(), problems);
		known(field.at("components"), site.components().stream().map(ComponentProfile::name).toList(),
				profile.components().stream().map(ComponentProfile::name).toList(), problems);
		known(field.at("prepare"), site.prepare().stream().map(Preparation::target).toList(), targets, problems);
		if (site.traffic() != null && !site.traffic().forward().isEmpty()) {
			known(field.at("traffic").at("target"), Arrays.asList(site.traffic().target()), targets, problems);
		}
		if (site.traffic() != null && site.traffic().forward().isEmpty()) {
			PlaceRules.needed(field.at("traffic"), "host", site.traffic().host(), "traffic that people switch",
					problems);
		}
	}

	static void known(Field field, List<String> named, List<String> all, Problems problems) {
		named.stream()
			.filter(name -> !all.contains(name))
			.forEach(name -> problems.add(field, "names nothing of the profile", name, String.join(", ", all)));
	}

	private static void destination(Field field, Destination destination, SystemProfile profile, Problems problems) {
		Texts.reference(field.at("accessKey"), destination.accessKey(), problems);
		Texts.reference(field.at("secretKey"), destination.secretKey(), problems);
		Texts.reference(field.at("encryptionKey"), destination.encryptionKey(), problems);
		switch (destination.kind()) {
			case FOLDER ->
				PlaceRules.needed(field, "folder", destination.folder(), "a destination of kind folder", problems);
			case SSH -> {
				PlaceRules.needed(field, "folder", destination.folder(), "a destination of kind ssh", problems);
				PlaceRules.needed(field, "target", destination.target(), "a destination of kind ssh", problems);
			}
			case S3 -> PlaceRules.needed(field, "bucket", destination.bucket(), "a destination of kind s3", problems);
		}
		target(field, destination.target(), profile, problems);
	}

	private static void target(Field field, String named, SystemProfile profile, Problems problems) {
		if (named != null && profile.target(named).isEmpty()) {
			problems.add(field.at("target"), "names no target", named,
					Problems.words(profile.targets(), TargetProfile::name));
		}
	}

	private static void store(Field field, ProtectedStore store, SystemProfile profile, Problems problems) {
		if (!store.name().matches("[A-Za-z0-9][A-Za-z0-9.-]{0,40}")) {
			problems.add(field.at("name"), "is not a legal name", store.name(),
					"letters, digits, dots and hyphens, at most 41: it is part of file names");
		}
		if (OF_STORES.contains(store.engine())) {
			of(field, store, profile, problems);
		}
		if (OF_POSTGRESQL.contains(store.engine())) {
			programs(field.at("postgresql"), store, problems);
		}
		target(field, store.target(), profile, problems);
		if (store.engine() == ProtectedStore.Engine.VELERO) {
			ofCluster(field, store, profile, problems);
		}
		if (store.engine() == ProtectedStore.Engine.SCRIPT) {
			ofScript(field, store, profile, problems);
		}
		if (store.engine() == ProtectedStore.Engine.CONFIGURATION) {
			ofConfiguration(field, store, profile, problems);
		}
		if (store.engine() == ProtectedStore.Engine.REDIS) {
			ofRedis(field, store, profile, problems);
		}
		if (store.restore().way() == RestoreProfile.Way.BESIDE && store.engine() != ProtectedStore.Engine.POSTGRESQL) {
			problems.add(field.at("restore").at("way"), "is only for engine postgresql", "beside", "in-place");
		}
		if (store.destination() == null && store.engine() != ProtectedStore.Engine.VELERO) {
			problems.add(field.at("destination"), "is missing: its backups would go nowhere");
		}
		else if (store.destination() != null && profile.recovery().destination(store.destination()).isEmpty()) {
			problems.add(field.at("destination"), "names no destination", store.destination(),
					Problems.words(profile.recovery().destinations(), Destination::name));
		}
		for (String expected : store.expects()) {
			if (OF_POSTGRESQL.contains(store.engine()) && !expected.matches("[^.]+\\..+")) {
				problems.add(field.at("expects"), "is no table with its schema", expected, "schema.table");
			}
		}
		WriterRules.check(field.at("restore").at("writers"), store, profile, problems);
		restore(field.at("restore"), store.restore(), profile, problems);
	}

	private static void programs(Field field, ProtectedStore store, Problems problems) {
		String instances = store.postgresql().instances();
		if (store.engine() == ProtectedStore.Engine.POSTGRESQL_PHYSICAL
				&& (instances == null || !instances.startsWith("/"))) {
			problems.add(field.at("instances"), "is no absolute path", instances,
					"a folder on the worker with room for the whole server");
		}
		if (store.postgresql().jobs() < 1 || store.postgresql().jobs() > 64) {
			problems.add(field.at("jobs"), "is no number of tables at once", store.postgresql().jobs(), "1 to 64");
		}
	}

	private static void ofCluster(Field field, ProtectedStore kept, SystemProfile profile, Problems problems) {
		boolean cluster = profile.target(kept.target())
			.filter(target -> target.kind() == TargetProfile.Kind.KUBERNETES)
			.isPresent();
		if (!cluster) {
			problems.add(field.at("target"), "must name a target of kind kubernetes: its Velero takes the backups");
		}
		if (kept.include().size() > 1) {
			problems.add(field.at("include"), "names several namespaces", String.join(", ", kept.include()),
					"one; each further one is a store of its own and restored by itself");
		}
		if (!kept.restore().checks().isEmpty()) {
			problems.add(field.at("restore").at("checks"), "cannot be asked of a namespace; give them to its database");
		}
	}

	/** Secrets of a cluster and environments of hosts never leave the worker open. */
	private static void ofConfiguration(Field field, ProtectedStore kept, SystemProfile profile, Problems problems) {
		TargetProfile place = profile.target(kept.target()).orElse(null);
		if (place == null) {
			problems.add(field.at("target"), "is missing: the cluster or host whose configuration it is");
			return;
		}
		boolean host = place.kind() != TargetProfile.Kind.KUBERNETES;
		boolean secret = host || kept.objects() != null && !kept.objects().secrets().isEmpty();
		if (secret && profile.recovery()
			.destination(kept.destination())
			.filter(destination -> destination.encryptionKey() == null)
			.isPresent()) {
			problems.add(field.at("destination"), "has no encryptionKey, and " + (host ? "such files hold secrets"
					: "Secrets are among the objects: they never leave the worker open"));
		}
		if (host && kept.include().isEmpty()) {
			problems.add(field.at("include"), "is missing: the absolute paths of the host's files");
		}
	}

	private static void ofRedis(Field field, ProtectedStore kept, SystemProfile profile, Problems problems) {
		if (profile.target(kept.target()).filter(target -> target.kind() != TargetProfile.Kind.KUBERNETES).isEmpty()) {
			problems.add(field.at("target"),
					"must name a target of kind compose or systemd: the dump is read and put in place there");
		}
		if (kept.redis() == null || kept.redis().file() == null || !kept.redis().file().startsWith("/")) {
			problems.add(field.at("redis").at("file"), "is missing: the absolute path of the dump on its host");
		}
	}

	private static void ofScript(Field field, ProtectedStore kept, SystemProfile profile, Problems problems) {
		boolean host = profile.target(kept.target())
			.filter(target -> target.kind() != TargetProfile.Kind.KUBERNETES)
			.isPresent();
		if (!host) {
			problems.add(field.at("target"), "must name a target of kind compose or systemd: the programs run there");
		}
		if (kept.script() == null) {
			problems.add(field.at("script"), "is missing: it names the programs that take and restore the backups");
			return;
		}
		if (kept.script().folder() == null || !kept.script().folder().startsWith("/")) {
			problems.add(field.at("script").at("folder"), "is no absolute path", kept.script().folder(),
					"/opt/backups");
		}
		if (!kept.script().restore().isEmpty()
				&& kept.script().restore().stream().noneMatch(word -> word.contains("{file}"))) {
			problems.add(field.at("script").at("restore"), "does not say where the backup's file goes",
					String.join(" ", kept.script().restore()), "an argument with {file} in it");
		}
		if (!kept.restore().checks().isEmpty()) {
			problems.add(field.at("restore").at("checks"), "cannot be asked of a store that only its programs know");
		}
	}

	private static void of(Field field, ProtectedStore kept, SystemProfile profile, Problems problems) {
		StoreProfile store = profile.store(kept.store()).orElse(null);
		if (store == null) {
			problems.add(field.at("store"), "names no store", kept.store(),
					Problems.words(profile.stores(), StoreProfile::name));
		}
		else if (!store.kind().name().equals(kept.engine().name().replace("_PHYSICAL", ""))) {
			problems.add(field.at("engine"), "does not fit the store's kind", Problems.word(kept.engine()),
					Problems.word(store.kind()));
		}
		else if (OF_POSTGRESQL.contains(kept.engine())) {
			Field place = Field.of("stores").at(profile.stores().indexOf(store));
			String owner = "a store that is backed up";
			PlaceRules.needed(place, "host", store.host(), owner, problems);
			PlaceRules.needed(place, "database", store.database(), owner, problems);
			PlaceRules.needed(place, "user", store.user(), owner, problems);
		}
	}

	private static void restore(Field field, RestoreProfile restore, SystemProfile profile, Problems problems) {
		Texts.reference(field.at("password"), restore.password(), problems);
		if (restore.way() == RestoreProfile.Way.BESIDE && restore.switchBy() == null) {
			problems.add(field.at("switchBy"),
					"is missing: without it nothing points the application to the database beside");
		}
		if (restore.switchBy() != null && profile.component(restore.switchBy().component()).isEmpty()) {
			problems.add(field.at("switchBy").at("component"), "names no component", restore.switchBy().component(),
					Problems.words(profile.components(), ComponentProfile::name));
		}
	}

}
