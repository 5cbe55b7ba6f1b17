package systems;

import domain.profile.ComponentProfile;
import domain.profile.ProtectedStore;
import domain.profile.StoreProfile;
import domain.profile.SystemProfile;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is stopped for a restore writes to the store and is not the store itself: that one
 * must run to be restored into.
 */
final class WriterRules {

	private WriterRules() {
	}

	static void check(Field field, ProtectedStore kept, SystemProfile profile, Problems problems) {
		List<String> writers = kept.restore().writers();
		for (String writer : writers) {
			if (profile.component(writer).filter(ComponentProfile::operated).isEmpty()) {
				problems.add(field, "names no component that is started and stopped", writer,
						Problems.words(profile.components(), ComponentProfile::name));
			}
		}
		List<ComponentProfile> operated = profile.components().stream().filter(ComponentProfile::operated).toList();
		List<ComponentProfile> stores = operated.stream().filter(component -> runs(component, kept, profile)).toList();
		stores.stream()
			.map(ComponentProfile::name)
			.filter(name -> writers.isEmpty() || writers.contains(name))
			.forEach(
					name -> problems.add(field,
							writers.isEmpty() ? "is empty, which means every component, and '" + name
									+ "' is the store itself: while it is stopped nothing can be restored into it"
									: "names the store itself: while it is stopped nothing can be restored into it",
							writers.isEmpty() ? "nothing" : name,
							Problems.words(operated.stream().filter(component -> !stores.contains(component)).toList(),
									ComponentProfile::name)));
	}

	/** Whether it is the server that the restore needs. */
	private static boolean runs(ComponentProfile component, ProtectedStore kept, SystemProfile profile) {
		return needed(kept, profile).anyMatch(store -> Stream.of(component.name(), component.workload())
			.anyMatch(name -> name.equals(store.name()) || name.equals(firstWord(store.host()))));
	}

	/** A system's own programs restore into whichever it has. */
	private static Stream<StoreProfile> needed(ProtectedStore kept, SystemProfile profile) {
		return switch (kept.engine()) {
			case POSTGRESQL, POSTGRESQL_PHYSICAL, MONGODB, REDIS, KAFKA -> profile.store(kept.store()).stream();
			case SCRIPT -> profile.stores().stream();
			case VELERO, FILES, CONFIGURATION -> Stream.empty();
		};
	}

	/** A service of a cluster or of compose is called by its name. */
	private static String firstWord(String host) {
		return host == null ? "" : host.replaceFirst("\\..*", "");
	}

}
