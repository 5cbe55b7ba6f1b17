package workflows.steps;

import domain.gate.Decision;
import domain.profile.SystemProfile;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Why what somebody said cannot count, in words that say what to send instead. */
final class Admission {

	private final SystemProfile profile;

	private final Words words;

	Admission(SystemProfile profile, Words words) {
		this.profile = profile;
		this.words = words;
	}

	Optional<String> malformed(Decision decision) {
		if (decision == null || decision.by() == null) {
			return Optional.of(words.say("\"by\" is missing: say who decides", "falta \"by\": diga quem decide"));
		}
		if (decision.reason() == null) {
			return Optional.of(words.say("\"reason\" is missing: say why", "falta \"reason\": diga por quê"));
		}
		return Optional.empty();
	}

	/** For what concerns the whole run: anybody whom the profile names may say it. */
	Optional<String> unknown(Decision decision) {
		Optional<String> malformed = malformed(decision);
		if (malformed.isPresent() || profile.people().persons().isEmpty()) {
			return malformed;
		}
		boolean known = profile.people().persons().stream().anyMatch(person -> person.name().equals(decision.by()));
		return known ? Optional.empty() : Optional.of(words.say("%s is nobody that the profile names",
				"%s não é ninguém que o perfil conheça", decision.by()));
	}

	Optional<String> noDuration(Decision decision) {
		try {
			if (decision.extension() != null && Duration.parse(decision.extension()).isPositive()) {
				return Optional.empty();
			}
		}
		catch (DateTimeParseException notADuration) {
			return Optional.of(extensionMissing(decision) + " (" + notADuration.getMessage() + ")");
		}
		return Optional.of(extensionMissing(decision));
	}

	private String extensionMissing(Decision decision) {
		return words.say("\"extension\" must be an ISO duration such as PT30M, given: %s",
				"\"extension\" deve ser uma duração ISO como PT30M, recebido: %s", decision.extension());
	}

	/** For a decision that does not fit exactly one of the open gates. */
	String notOne(Decision decision, List<Gate> open) {
		List<String> ids = open.stream().filter(gate -> !gate.settled()).map(Gate::id).toList();
		if (ids.isEmpty()) {
			return words.say("no gate is open", "nenhum portão está aberto");
		}
		return decision.gate() == null
				? words.say("several gates are open, say which: %s", "há vários portões abertos, diga qual: %s", ids)
				: words.say("gate %s is not open; open: %s", "o portão %s não está aberto; abertos: %s",
						decision.gate(), ids);
	}

	/**
	 * An abort counts whatever it leaves out: what is missing becomes a question mark.
	 */
	static Decision whole(Decision decision) {
		Decision said = decision == null ? new Decision(null, null, null) : decision;
		return new Decision(said.gate(), said.by() == null ? "?" : said.by(),
				said.reason() == null ? "?" : said.reason());
	}

}
