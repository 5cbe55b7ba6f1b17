package workflows.release;

import domain.profile.ComponentProfile;
import domain.profile.SystemProfile;
import domain.profile.TargetProfile;
import java.util.List;
import workflows.steps.Failures;

/** Which component a request means. */
final class Components {

	private Components() {
	}

	/**
	 * The component named, or the only one of which the profile says how it is deployed.
	 */
	static ComponentProfile deployed(String named, SystemProfile profile) {
		List<ComponentProfile> able = profile.components()
			.stream()
			.filter(component -> component.deploy() != null)
			.toList();
		return chosen(named, able, profile.name() + " has no such component with a deploy in its profile; it has: ",
				"components of " + profile.name() + " with a deploy in the profile: ");
	}

	/**
	 * The component named, or the only one that can go back: a deployment on a cluster,
	 * or whatever the profile says how to deploy on a host.
	 */
	static ComponentProfile rolledBack(String named, SystemProfile profile) {
		List<ComponentProfile> able = profile.components()
			.stream()
			.filter(component -> onCluster(component, profile) ? component.kind() == ComponentProfile.Kind.DEPLOYMENT
					: component.deploy() != null)
			.toList();
		return chosen(named, able, profile.name() + " has no such component that can go back; it has: ",
				"components of " + profile.name() + " that can go back: ");
	}

	static boolean onCluster(ComponentProfile component, SystemProfile profile) {
		return profile.target(component.target())
			.filter(target -> target.kind() == TargetProfile.Kind.KUBERNETES)
			.isPresent();
	}

	private static ComponentProfile chosen(String named, List<ComponentProfile> able, String unknown, String several) {
		List<String> names = able.stream().map(ComponentProfile::name).toList();
		if (named == null || named.isBlank()) {
			if (able.size() == 1) {
				return able.get(0);
			}
			throw Failures.input("component", null, several + names);
		}
		return able.stream()
			.filter(component -> component.name().equals(named))
			.findFirst()
			.orElseThrow(() -> Failures.input("component", named, unknown + names));
	}

}
