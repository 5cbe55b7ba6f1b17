package systems;

import domain.profile.SystemProfile;
import java.time.ZoneId;
import java.util.List;

/** Name, language and time zone of a system. */
final class IdentityRules {

	private static final List<String> LANGUAGES = List.of("pt-BR", "en");

	private IdentityRules() {
	}

	static void check(SystemProfile profile, Problems problems) {
		if (!profile.name().matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
			problems.add(Field.of("name"), "is not a legal name", profile.name(),
					"lower-case letters, digits and inner hyphens, at most 63");
		}
		if (!LANGUAGES.contains(profile.language())) {
			problems.add(Field.of("language"), "has no messages", profile.language(), String.join(", ", LANGUAGES));
		}
		if (!ZoneId.getAvailableZoneIds().contains(profile.timeZone())) {
			problems.add(Field.of("timeZone"), "is not a time zone", profile.timeZone(),
					"an IANA name as America/Sao_Paulo");
		}
	}

}
