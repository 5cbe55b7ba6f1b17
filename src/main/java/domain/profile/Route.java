package domain.profile;

import domain.people.Severity;
import java.util.List;

/**
 * Which channels a message goes to.
 *
 * @param severity of the message
 * @param topic narrower: only messages about this topic, for example {@code deploys};
 * absent: all
 * @param channels names of channels
 */
public record Route(@Required Severity severity, String topic, @Required List<String> channels) {

	public Route {
		channels = SystemProfile.listOf(channels);
	}

}
