package domain.profile;

import java.util.List;
import java.util.Optional;

/**
 * Persons, channels, routes and the escalation chain.
 *
 * @param persons who may decide and be told
 * @param channels where messages go
 * @param routes which channels a severity goes to
 * @param escalation who is told when nobody acts, in order
 */
public record PeopleProfile(List<Person> persons, List<Channel> channels, List<Route> routes,
		List<EscalationLevel> escalation) {

	public PeopleProfile {
		persons = SystemProfile.listOf(persons);
		channels = SystemProfile.listOf(channels);
		routes = SystemProfile.listOf(routes);
		escalation = SystemProfile.listOf(escalation);
	}

	public static PeopleProfile nobody() {
		return new PeopleProfile(null, null, null, null);
	}

	public Optional<Channel> channel(String wanted) {
		return channels.stream().filter(channel -> channel.name().equals(wanted)).findFirst();
	}

}
