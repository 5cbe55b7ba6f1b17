package activities;

import domain.release.Rollout;
import domain.release.Stable;
import java.time.Duration;

/**
 * What the variables of a check's query stand for on one side.
 *
 * @param workload name of the side's workload
 * @param version the side's version
 * @param namespace namespace of both
 * @param container container of both
 */
record QueryVariables(String workload, String version, String namespace, String container) {

	static QueryVariables canary(Rollout rollout) {
		return new QueryVariables(rollout.canary(), rollout.version(), rollout.target().namespace(),
				rollout.container());
	}

	static QueryVariables stable(Rollout rollout, Stable stable) {
		return new QueryVariables(rollout.workload(), stable.version(), rollout.target().namespace(),
				rollout.container());
	}

	String fill(String query, Duration window) {
		return query.replace("{{workload}}", text(workload))
			.replace("{{version}}", text(version))
			.replace("{{namespace}}", text(namespace))
			.replace("{{container}}", text(container))
			.replace("{{window}}", window.toSeconds() + "s");
	}

	private static String text(String value) {
		return value == null ? "" : value;
	}

}
