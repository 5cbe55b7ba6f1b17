package domain.profile;

import java.util.List;

/**
 * The place that takes a system over when its own is lost: a second site, or a new host.
 * It is described by what is different there; everything else is as in the profile.
 *
 * @param name what people call it
 * @param targets targets that take the place of those of the same name
 * @param stores stores that take the place of those of the same name
 * @param components components that take the place of those of the same name
 * @param prepare what must be so there before anything is restored, in order
 * @param traffic how clients get there; absent: nothing needs to be switched
 * @param afterwards what people still have to do there, one line each: monitoring,
 * certificates
 */
public record DisasterSite(@Required String name, List<TargetProfile> targets, List<StoreProfile> stores,
		List<ComponentProfile> components, List<Preparation> prepare, Traffic traffic, List<String> afterwards) {

	public DisasterSite {
		targets = SystemProfile.listOf(targets);
		stores = SystemProfile.listOf(stores);
		components = SystemProfile.listOf(components);
		prepare = SystemProfile.listOf(prepare);
		afterwards = SystemProfile.listOf(afterwards);
	}

}
