package domain.profile;

import java.util.List;
import java.util.Map;

/**
 * A component that comes with a Helm release (runbook A "Deploy de Atualização",
 * "Rollback de Emergência"). Several components may name the same release: it is deployed
 * and rolled back as a whole.
 *
 * @param release name of the release
 * @param chart the chart's folder or archive on the worker, or its {@code oci://} address
 * @param values files of values on the worker, over those that the release has
 * @param set single values over those, by their path ({@code global.region})
 * @param versionValue path of the value that carries the version ({@code image.tag});
 * absent: the version is the chart's own
 */
public record HelmProfile(@Required String release, @Required String chart, List<String> values,
		Map<String, String> set, String versionValue) {

	public HelmProfile {
		values = SystemProfile.listOf(values);
		set = set == null ? Map.of() : Map.copyOf(set);
	}

}
