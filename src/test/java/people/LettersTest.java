package people;

import static org.assertj.core.api.Assertions.assertThat;

import domain.people.Message;
import domain.people.Severity;
import domain.profile.PeopleProfile;
import domain.run.Mode;
import domain.run.Run;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What people read. */
class LettersTest {

	private final Letters letters = new Letters("http://temporal.example/", "default");

	@Test
	void bothLanguagesSayTheSameThings() {
		ResourceBundle english = Letters.bundle("en");
		ResourceBundle portuguese = Letters.bundle("pt-BR");
		assertThat(portuguese.keySet()).isEqualTo(english.keySet());
		english.keySet().forEach(key -> {
			assertThat(placeholders(portuguese.getString(key))).as(key).isEqualTo(placeholders(english.getString(key)));
			assertThat(portuguese.getString(key)).as(key).isNotEqualTo(english.getString(key));
		});
	}

	@Test
	void theFirstLineIsTheSubjectAndTheRunIsLinked() {
		Letter letter = letters
			.write(message("pt-BR", "canary-undone", Map.of("system", "agente-ia", "component", "agente-api", "version",
					"v2", "from", "v1", "reason", "erros a {weight} de $1", "duration", "PT1H2M3.4S")));
		assertThat(letter.id()).isEqualTo("run-1/key");
		assertThat(letter.subject()).contains("agente-ia").contains("foi desfeito").doesNotContain("\n");
		assertThat(letter.text()).contains("Causa: erros a {weight} de $1")
			.contains("Desfeito: -")
			.contains("Duração: 1 h 2 min 3 s")
			.contains("http://temporal.example/namespaces/default/workflows/canary%2Fagente%20ia/run-1/history");
	}

	@Test
	void everyOtherLanguageIsEnglish() {
		assertThat(letters.write(message("de", "canary-promoted", Map.of("version", "v2"))).subject())
			.contains("- runs v2");
	}

	@Test
	void aTemplateThatNobodyWroteIsStillTold() {
		assertThat(letters.write(message("en", "quite-new", Map.of("system", "s"))).subject()).contains("quite-new");
	}

	private static Set<String> placeholders(String template) {
		TreeSet<String> names = new TreeSet<>();
		Letters.PLACEHOLDER.matcher(template).results().forEach(found -> names.add(found.group(1)));
		return names;
	}

	private static Message message(String language, String template, Map<String, String> values) {
		Run run = new Run("canary/agente ia", "run-1", "CanaryDeploy", "agente-ia", "agente-api", Mode.EXECUTE,
				language);
		return new Message(run, PeopleProfile.nobody(), "key", template, Severity.WARNING, "deploys",
				new TreeMap<>(values));
	}

}
