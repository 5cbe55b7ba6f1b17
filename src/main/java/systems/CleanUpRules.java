package systems;

import domain.profile.CleanUp;
import domain.profile.ComponentProfile;
import domain.profile.StoreProfile;
import domain.profile.SystemProfile;
import domain.profile.TargetProfile;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a routine removes is somewhere, and its bounds make sense. */
final class CleanUpRules {

	private static final Set<CleanUp.What> ON_CLUSTERS = EnumSet.of(CleanUp.What.SUCCEEDED_PODS,
			CleanUp.What.COMPLETE_JOBS, CleanUp.What.VOLUME_CLAIMS);

	private static final Set<CleanUp.What> ON_DOCKER = EnumSet.of(CleanUp.What.IMAGES, CleanUp.What.VOLUMES,
			CleanUp.What.NETWORKS);

	/** Folders of whose files a routine may not remove any. */
	private static final Set<String> NEVER = Set.of("", "/", "/bin", "/boot", "/dev", "/etc", "/home", "/lib", "/opt",
			"/proc", "/root", "/run", "/sbin", "/srv", "/sys", "/usr", "/var", "/var/lib");

	private static final String NAME = "[a-z_][a-z0-9_]*";

	private CleanUpRules() {
	}

	static void check(Field task, CleanUp asked, SystemProfile profile, Problems problems) {
		Field field = task.at("cleanUp");
		if (asked == null) {
			problems.add(field, "is missing: a task of kind clean-up says what it removes");
			return;
		}
		if (asked.most() < 1) {
			problems.add(field.at("most"), "is no cap", asked.most(), "1 or more");
		}
		if (asked.olderThan().isNegative()) {
			problems.add(field.at("olderThan"), "is no age", asked.olderThan(), "PT0S or more");
		}
		if (asked.what() == CleanUp.What.ROWS) {
			rows(field, asked, profile, problems);
			return;
		}
		place(field, asked, profile, problems);
		if (asked.what() == CleanUp.What.FILES) {
			files(field, asked, profile, problems);
		}
	}

	private static void place(Field field, CleanUp asked, SystemProfile profile, Problems problems) {
		List<TargetProfile> able = profile.targets().stream().filter(target -> fits(asked.what(), target)).toList();
		if (able.stream().noneMatch(target -> target.name().equals(asked.target()))) {
			problems.add(field.at("target"), "is no target that has " + Problems.word(asked.what()), asked.target(),
					Problems.words(able, TargetProfile::name));
		}
	}

	private static boolean fits(CleanUp.What what, TargetProfile target) {
		if (ON_CLUSTERS.contains(what)) {
			return target.kind() == TargetProfile.Kind.KUBERNETES;
		}
		return !ON_DOCKER.contains(what) || target.kind() == TargetProfile.Kind.COMPOSE;
	}

	private static void files(Field field, CleanUp asked, SystemProfile profile, Problems problems) {
		String path = asked.path() == null ? "" : asked.path();
		if (!path.matches("/[A-Za-z0-9._/-]+") || path.contains("..") || NEVER.contains(path.replaceAll("/+$", ""))) {
			problems.add(field.at("path"), "is no folder of logs", asked.path(),
					"an absolute path below a folder of the system's own, as /var/log");
		}
		if (!asked.pattern().matches("[A-Za-z0-9._*?-]+") || asked.pattern().matches("[*.?]+")) {
			problems.add(field.at("pattern"), "would fit any file", asked.pattern(), "a name as *.log");
		}
		boolean cluster = profile.target(asked.target())
			.filter(target -> target.kind() == TargetProfile.Kind.KUBERNETES)
			.isPresent();
		boolean known = asked.component() != null
				&& profile.component(asked.component()).filter(ComponentProfile::operated).isPresent();
		if (cluster && !known) {
			problems.add(field.at("component"), "is no component that runs there", asked.component(), Problems.words(
					profile.components().stream().filter(ComponentProfile::operated).toList(), ComponentProfile::name));
		}
	}

	private static void rows(Field field, CleanUp asked, SystemProfile profile, Problems problems) {
		List<StoreProfile> able = profile.stores()
			.stream()
			.filter(store -> store.kind() == StoreProfile.Kind.POSTGRESQL)
			.toList();
		if (able.stream().noneMatch(store -> store.name().equals(asked.store()))) {
			problems.add(field.at("store"), "is no store of kind postgresql", asked.store(),
					Problems.words(able, StoreProfile::name));
		}
		identifier(field.at("table"), asked.table(), "(" + NAME + "\\.)?" + NAME, problems);
		identifier(field.at("column"), asked.column(), NAME, problems);
		identifier(field.at("key"), asked.key(), NAME, problems);
		for (int index = 0; index < asked.dependents().size(); index++) {
			identifier(field.at("dependents").at(index), asked.dependents().get(index),
					"(" + NAME + "\\.)?" + NAME + "\\." + NAME, problems);
		}
		if (asked.batch() < 1) {
			problems.add(field.at("batch"), "is no number of rows", asked.batch(), "1 or more");
		}
	}

	private static void identifier(Field field, String given, String pattern, Problems problems) {
		if (given == null || !given.matches(pattern)) {
			problems.add(field, "is no name of the database's", given,
					"lower-case letters, digits and underscores, a letter first");
		}
	}

}
