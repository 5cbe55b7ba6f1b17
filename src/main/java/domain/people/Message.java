package domain.people;

import domain.profile.PeopleProfile;
import domain.release.Artifact;
import domain.run.Run;
import java.util.List;
import java.util.SortedMap;

/**
 * Something people are told, once per run and key.
 *
 * @param run the run that tells it
 * @param people the profile's persons, channels and routes
 * @param key what it is about within the run, for example {@code canary-undone}: a second
 * message with the same key is not sent
 * @param template name of the template in {@code messages*.properties}
 * @param severity how urgent
 * @param topic topic of the routes, for example {@code deploys}
 * @param values the template's values by name, already in words
 * @param files files that go with it where a channel carries files
 */
public record Message(Run run, PeopleProfile people, String key, String template, Severity severity, String topic,
		SortedMap<String, String> values, List<Artifact> files) {

	public Message {
		files = files == null ? List.of() : List.copyOf(files);
	}

	/** One without files. */
	public Message(Run run, PeopleProfile people, String key, String template, Severity severity, String topic,
			SortedMap<String, String> values) {
		this(run, people, key, template, severity, topic, values, List.of());
	}

}
