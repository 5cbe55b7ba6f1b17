package workflows.steps;

import domain.failure.FailureKind;
import domain.lifecycle.Workload;
import domain.profile.ComponentProfile;
import domain.profile.SystemProfile;
import domain.profile.TargetProfile;
import java.util.List;

/** The components of a system that Holdfast starts and stops where they run. */
public final class Parts {

	private final SystemProfile profile;

	public Parts(SystemProfile profile) {
		this.profile = profile;
	}

	/** All of them, in the profile's order. */
	public List<Workload> all() {
		List<Workload> all = profile.components()
			.stream()
			.filter(ComponentProfile::operated)
			.map(this::workload)
			.toList();
		if (all.isEmpty()) {
			throw Failures.of(FailureKind.PROFILE,
					"profile " + profile.name() + ": no component runs on a target, so there is nothing to operate");
		}
		return all;
	}

	/** The targets that they run on, each once. */
	public List<TargetProfile> places() {
		return all().stream().map(Workload::target).distinct().toList();
	}

	/** The one named; without a name the only one. */
	public ComponentProfile named(String wanted) {
		List<ComponentProfile> able = profile.components().stream().filter(ComponentProfile::operated).toList();
		List<String> names = able.stream().map(ComponentProfile::name).toList();
		if (wanted == null || wanted.isBlank()) {
			if (able.size() == 1) {
				return able.get(0);
			}
			throw Failures.input("component", null, "components of " + profile.name() + ": " + names);
		}
		return able.stream()
			.filter(component -> component.name().equals(wanted))
			.findFirst()
			.orElseThrow(() -> Failures.input("component", wanted,
					profile.name() + " has no such component that runs on a target; it has: " + names));
	}

	public Workload workload(ComponentProfile component) {
		TargetProfile target = profile.target(component.target())
			.orElseThrow(() -> Failures.of(FailureKind.PROFILE,
					"profile " + profile.name() + ": component " + component.name() + " has no target"));
		return Workload.of(target, component);
	}

	/** What the profile says of a workload's component. */
	public ComponentProfile component(Workload workload) {
		return profile.component(workload.component()).orElseThrow();
	}

}
