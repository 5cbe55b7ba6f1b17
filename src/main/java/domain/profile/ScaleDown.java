package domain.profile;

/**
 * A component that is not needed while a maintenance window lasts.
 *
 * @param component name of the component
 * @param replicas instances that stay; none when absent
 */
public record ScaleDown(@Required String component, Integer replicas) {

	public ScaleDown {
		replicas = replicas == null ? 0 : replicas;
	}

}
