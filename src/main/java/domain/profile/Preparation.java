package domain.profile;

import java.time.Duration;
import java.util.List;

/**
 * Something that must be so on a host before a system can live there: packages, users,
 * folders, compose files.
 *
 * @param name what, for people
 * @param target name of the target
 * @param present program and arguments that end with code 0 when it is so
 * @param make program and arguments that make it so
 * @param within how long that may take; 15 minutes when absent
 */
public record Preparation(@Required String name, @Required String target, @Required List<String> present,
		@Required List<String> make, Duration within) {

	public Preparation {
		present = SystemProfile.listOf(present);
		make = SystemProfile.listOf(make);
		within = within == null ? Duration.ofMinutes(15) : within;
	}

}
