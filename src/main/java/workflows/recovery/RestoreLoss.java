package workflows.recovery;

import domain.backup.Backup;
import domain.backup.Choice;
import domain.backup.Finding;
import domain.backup.Findings;
import domain.backup.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;
import java.util.stream.Collectors;
import workflows.steps.Words;

/** What people are shown before and after data is put back. */
final class RestoreLoss {

	private static final int SHOWN = 12;

	private final Words words;

	RestoreLoss(Words words) {
		this.words = words;
	}

	/** What is lost from when to when, what is stopped, what is kept. */
	String question(String system, StoreRestore store, Instant wanted, String writers, Instant now) {
		Backup chosen = store.chosen();
		return words.say(
				"DESTRUCTIVE: %s of %s is replaced by backup %s. Lost is what was written from %s to %s (%s). Stopped meanwhile: %s. What is there now is kept as %s.%s%s",
				"DESTRUTIVO: %s de %s é substituído pelo backup %s. Perde-se o que foi escrito de %s até %s (%s). Parado enquanto isso: %s. O que há agora fica guardado como %s.%s%s",
				store.places().live().name(), system, chosen.id(), words.time(chosen.recoveryPoint()), words.time(now),
				words.length(age(chosen, now)), writers, store.places().aside().name(),
				staleness(store, wanted, now) + partial(store), refusals(store.choice()));
	}

	private static Duration age(Backup backup, Instant now) {
		return Duration.ofSeconds(Duration.between(backup.recoveryPoint(), now).toSeconds());
	}

	/** That a person took it although it lacks something; empty when it lacks nothing. */
	private String partial(StoreRestore store) {
		return store.lacking() == null ? "" : words.say(" ATTENTION: it is PARTIAL, as was accepted: %s",
				" ATENÇÃO: ele é PARCIAL, como foi aceito: %s", store.lacking());
	}

	/** That more is lost than was promised, and why; empty when it is not. */
	private String staleness(StoreRestore store, Instant wanted, Instant now) {
		Duration promised = store.source().asked().objectives().recoveryPoint();
		if (promised == null || age(store.chosen(), now).compareTo(promised) <= 0) {
			return "";
		}
		return words.say(" ATTENTION: it is older than the %s of data that may be lost by the profile; %s.",
				" ATENÇÃO: é mais antigo que o %s de dados que o perfil admite perder; %s.", words.length(promised),
				whyNoNewer(store.choice(), wanted));
	}

	private String whyNoNewer(Choice choice, Instant wanted) {
		if (!choice.refused().isEmpty()) {
			return words.say("others cannot be used, see below", "outros não podem ser usados, veja abaixo");
		}
		return wanted == null ? words.say("there is no newer one", "não há outro mais novo")
				: words.say("nothing later than %s was asked for", "pediu-se nada posterior a %s", words.time(wanted));
	}

	/** Why other backups are not used; empty when there are none. */
	String refusals(Choice choice) {
		if (choice.refused().isEmpty()) {
			return "";
		}
		String shown = choice.refused()
			.stream()
			.limit(SHOWN)
			.map(bad -> bad.backup().id() + " (" + bad.refusal() + ")")
			.collect(Collectors.joining("; "));
		int more = choice.refused().size() - SHOWN;
		return " " + words.say("Refused: %s%s", "Recusados: %s%s", shown,
				more > 0 ? words.say("; and %d more", "; e mais %d", more) : "");
	}

	String table(Backup backup, Standing now) {
		StringBuilder table = new StringBuilder(words.say("| table | in the backup | now |\n|---|---|---|\n",
				"| tabela | no backup | agora |\n|---|---|---|\n"));
		if (!now.there()) {
			return table.append("| ").append(now.problem()).append(" | | |\n").toString();
		}
		TreeSet<String> names = new TreeSet<>(backup.rows().keySet());
		names.addAll(now.contents().rows().keySet());
		names.stream()
			.limit(SHOWN)
			.forEach(name -> table.append("| %s | %s | %s |\n".formatted(name, shown(backup.rows().get(name)),
					shown(now.contents().rows().get(name)))));
		return table.toString();
	}

	private static String shown(Long rows) {
		return rows == null ? "-" : rows.toString();
	}

	String findings(Findings findings) {
		StringBuilder table = new StringBuilder(words.say("| check | must be | is |\n|---|---|---|\n",
				"| verificação | deve ser | é |\n|---|---|---|\n"));
		findings.all()
			.stream()
			.sorted((one, other) -> Boolean.compare(one.good(), other.good()))
			.limit(SHOWN)
			.forEach(finding -> table.append("| %s %s | %s | %s |\n".formatted(finding.good() ? "✅" : "❌",
					finding.what(), finding.expected(), finding.found())));
		return table.toString();
	}

	private String inWords(Finding finding) {
		return words.say("%s: %s (must be %s)", "%s: %s (deve ser %s)", finding.what(), finding.found(),
				finding.expected());
	}

	String bad(Findings findings) {
		return findings.all().isEmpty() ? words.say("nothing could be compared", "nada pôde ser comparado")
				: findings.bad().stream().limit(SHOWN).map(this::inWords).collect(Collectors.joining("; "));
	}

}
