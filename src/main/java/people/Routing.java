package people;

import domain.people.Message;
import java.util.List;

/** Finds the channels of a message by its severity and topic. */
public final class Routing {

	private Routing() {
	}

	/**
	 * Names of channels, each once, in the profile's order. A route without a topic takes
	 * every message of its severity.
	 */
	public static List<String> channels(Message message) {
		return message.people()
			.routes()
			.stream()
			.filter(route -> route.severity() == message.severity())
			.filter(route -> route.topic() == null || route.topic().equals(message.topic()))
			.flatMap(route -> route.channels().stream())
			.distinct()
			.toList();
	}

}
