package systems;

import domain.profile.Channel;
import domain.profile.EscalationLevel;
import domain.profile.PeopleProfile;
import domain.profile.Person;
import domain.profile.Route;
import domain.profile.SystemProfile;
import java.time.Duration;
import java.util.List;

/** Messages find their channels, and the escalation its persons. */
final class PeopleRules {

	private static final Field PEOPLE = Field.of("people");

	private PeopleRules() {
	}

	static void check(SystemProfile profile, Problems problems) {
		PeopleProfile people = profile.people();
		for (int index = 0; index < people.persons().size(); index++) {
			Texts.email(PEOPLE.at("persons").at(index).at("email"), people.persons().get(index).email(), problems);
		}
		for (int index = 0; index < people.channels().size(); index++) {
			channel(PEOPLE.at("channels").at(index), people.channels().get(index), problems);
		}
		for (int index = 0; index < people.routes().size(); index++) {
			route(PEOPLE.at("routes").at(index), people.routes().get(index), people, problems);
		}
		escalation(people, problems);
	}

	private static void channel(Field field, Channel channel, Problems problems) {
		Texts.reference(field.at("webhook"), channel.webhook(), problems);
		Texts.reference(field.at("token"), channel.token(), problems);
		if (channel.kind() == Channel.Kind.EMAIL) {
			if (channel.to().isEmpty()) {
				problems.add(field.at("to"), "is missing: a channel of kind email needs recipients");
			}
			for (int index = 0; index < channel.to().size(); index++) {
				Texts.email(field.at("to").at(index), channel.to().get(index), problems);
			}
			return;
		}
		if (channel.webhook() == null && channel.token() == null) {
			problems.add(field.at("webhook"),
					"is missing: a channel of kind slack needs webhook, or token and channel");
		}
		if (channel.token() != null && channel.channel() == null) {
			problems.add(field.at("channel"), "is missing: a bot token posts to a named channel");
		}
	}

	private static void route(Field field, Route route, PeopleProfile people, Problems problems) {
		if (route.channels().isEmpty()) {
			problems.add(field.at("channels"), "is empty: the route leads nowhere");
		}
		List<String> channels = route.channels();
		for (int index = 0; index < channels.size(); index++) {
			if (people.channel(channels.get(index)).isEmpty()) {
				problems.add(field.at("channels").at(index), "names no channel", channels.get(index),
						Problems.words(people.channels(), Channel::name));
			}
		}
	}

	private static void escalation(PeopleProfile people, Problems problems) {
		int level = 0;
		Duration after = Duration.ZERO;
		for (int index = 0; index < people.escalation().size(); index++) {
			EscalationLevel given = people.escalation().get(index);
			Field field = PEOPLE.at("escalation").at(index);
			if (people.persons().stream().noneMatch(person -> person.name().equals(given.person()))) {
				problems.add(field.at("person"), "names no person", given.person(),
						Problems.words(people.persons(), Person::name));
			}
			if (given.level() <= level) {
				problems.add(field.at("level"), "does not ascend", given.level(), (level + 1) + " or more");
			}
			if (given.after().compareTo(after) < 0) {
				problems.add(field.at("after"), "comes before the level below", given.after(), after + " or more");
			}
			level = given.level();
			after = given.after();
		}
	}

}
