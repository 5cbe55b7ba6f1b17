package workflows.release;

import domain.failure.FailureKind;
import domain.profile.CanaryProfile;
import domain.profile.ComponentProfile;
import domain.profile.Stage;
import domain.profile.StoreProfile;
import domain.profile.SystemProfile;
import domain.profile.TargetProfile;
import domain.release.Rollout;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import workflows.steps.Failures;

/**
 * A request checked against the profile: what exactly will be released, where, in which
 * stages.
 *
 * @param component the component
 * @param canary its canary profile
 * @param rollout what the steps need to know
 * @param stages the stages to go through
 * @param database the store to back up first, if the component has one
 * @param attested checklist items that the requester attests
 */
record CanaryPlan(ComponentProfile component, CanaryProfile canary, Rollout rollout, List<Stage> stages,
		Optional<StoreProfile> database, List<String> attested) {

	/**
	 * What a registry accepts as a tag (OCI distribution specification, "Pulling
	 * manifests").
	 */
	private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

	static CanaryPlan of(CanaryDeploy.Request request, SystemProfile profile) {
		ComponentProfile component = component(request, profile);
		CanaryProfile canary = component.canary();
		requireVersion(request.version());
		requireMetricsSource(profile, canary);
		List<Stage> stages = request.stages() == null || request.stages().isEmpty() ? canary.stages()
				: request.stages();
		requireStages(stages);
		TargetProfile target = profile.target(component.target())
			.orElseThrow(() -> Failures.of(FailureKind.PROFILE,
					"profile " + profile.name() + ": component " + component.name() + " has no target"));
		Rollout rollout = Rollout.of(target, component.workload(), component.container(), component.image(),
				request.version(), canary.traffic(), component.readyWithin(), canary.carriesFrom(),
				canary.promoteWithin());
		Optional<StoreProfile> database = Optional.ofNullable(component.database()).flatMap(profile::store);
		return new CanaryPlan(component, canary, rollout, stages, database, request.checklist());
	}

	private static ComponentProfile component(CanaryDeploy.Request request, SystemProfile profile) {
		List<ComponentProfile> able = profile.components().stream().filter(each -> each.canary() != null).toList();
		List<String> names = able.stream().map(ComponentProfile::name).toList();
		if (request.component() == null || request.component().isBlank()) {
			if (able.size() == 1) {
				return able.get(0);
			}
			throw Failures.input("component", null, "components of " + profile.name() + " with a canary: " + names);
		}
		ComponentProfile component = profile.component(request.component())
			.orElseThrow(() -> Failures.input("component", request.component(),
					profile.name() + " has no such component; components with a canary: " + names));
		if (component.canary() == null) {
			throw Failures.input("component", request.component(),
					"its profile has no canary; components of " + profile.name() + " with a canary: " + names);
		}
		return component;
	}

	private static void requireVersion(String version) {
		if (version == null || version.isBlank()) {
			throw Failures.input("version", version, "name the image's tag, for example v1.3.0");
		}
		if (!TAG.matcher(version).matches()) {
			throw Failures.input("version", version,
					"a tag has at most 128 letters, digits, '.', '_' or '-' and does not begin with '.' or '-'");
		}
	}

	private static void requireMetricsSource(SystemProfile profile, CanaryProfile canary) {
		if (profile.monitoring() == null || profile.monitoring().prometheus() == null) {
			throw Failures.of(FailureKind.PROFILE, "profile " + profile.name()
					+ ": no metrics source configured (monitoring.prometheus): a canary cannot be judged without one");
		}
		if (canary.checks().isEmpty()) {
			throw Failures.of(FailureKind.PROFILE,
					"profile " + profile.name() + ": the canary has no checks: it cannot be judged");
		}
	}

	private static void requireStages(List<Stage> stages) {
		int before = 0;
		for (int index = 0; index < stages.size(); index++) {
			Stage stage = stages.get(index);
			String field = "stages[" + index + "]";
			if (stage.weight() <= before || stage.weight() > 100) {
				throw Failures.input(field + ".weight", stage.weight(),
						"weights ascend from 1 to 100; the one before is " + before);
			}
			if (stage.dwell() == null || stage.dwell().isNegative()) {
				throw Failures.input(field + ".dwell", stage.dwell(),
						"an ISO duration of zero or more, for example PT30M");
			}
			if (stage.pollPeriod() != null && stage.pollPeriod().toMillis() < 1000) {
				throw Failures.input(field + ".pollPeriod", stage.pollPeriod(), "at least PT1S");
			}
			before = stage.weight();
		}
		if (before != 100) {
			throw Failures.input("stages", before, "the last weight must be 100");
		}
	}

}
