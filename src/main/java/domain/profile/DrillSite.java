package domain.profile;

import java.util.List;

/**
 * Where drills restore to, when not beside what is in use: a staging server or another
 * host (runbook of agente-de-ia 7.2 "em staging").
 *
 * @param name what people call it
 * @param targets targets that take the place of those of the same name
 * @param stores stores that take the place of those of the same name
 */
public record DrillSite(@Required String name, List<TargetProfile> targets, List<StoreProfile> stores) {

	public DrillSite {
		targets = SystemProfile.listOf(targets);
		stores = SystemProfile.listOf(stores);
	}

}
