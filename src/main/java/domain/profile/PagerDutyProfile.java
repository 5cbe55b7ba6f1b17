package domain.profile;

import java.util.List;

/**
 * The services of a system in PagerDuty.
 *
 * @param token reference of a REST API key
 * @param from e-mail address of the PagerDuty user in whose name windows are entered
 * @param services ids of the services, for example {@code PIJ90N7}
 */
public record PagerDutyProfile(@Required String token, @Required String from, @Required List<String> services) {

	public PagerDutyProfile {
		services = SystemProfile.listOf(services);
	}

}
