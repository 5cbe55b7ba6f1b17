package domain.people;

import domain.profile.PeopleProfile;
import domain.run.Run;
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
 */
public record Message(Run run, PeopleProfile people, String key, String template, Severity severity, String topic,
		SortedMap<String, String> values) {

}
