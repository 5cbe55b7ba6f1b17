package workflows.response;

import domain.probe.Health;
import domain.probe.Judgement;
import domain.probe.ProbeAnswer;
import domain.probe.Remembered;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import workflows.steps.Words;

/** Answers of probes for people to read. */
final class HealthTable {

	private final Words words;

	HealthTable(Words words) {
		this.words = words;
	}

	/**
	 * A Markdown table, the worst first: what is wrong must be seen without scrolling.
	 */
	String of(List<ProbeAnswer> answers) {
		String head = words.say("| | probe | value | limit | seen |", "| | sonda | valor | limite | visto |");
		return head + "\n|---|---|---|---|---|\n"
				+ answers.stream()
					.sorted(Comparator.comparing(ProbeAnswer::health).reversed())
					.map(answer -> "| %s | %s | %s | %s | %s |".formatted(word(answer.health()), cell(answer.name()),
							value(answer), answer.limit() == null ? "" : answer.limit(), cell(answer.words())))
					.collect(Collectors.joining("\n"));
	}

	/** How many are how well, the best first. */
	String counts(List<ProbeAnswer> answers) {
		return Arrays.stream(Health.values())
			.map(health -> counted(health, answers.stream().filter(answer -> answer.health() == health).count()))
			.filter(text -> !text.isEmpty())
			.collect(Collectors.joining(", "));
	}

	private String counted(Health health, long count) {
		return count == 0 ? "" : count + " " + word(health);
	}

	String line(ProbeAnswer answer) {
		return answer.name() + ": " + word(answer.health()) + seen(answer);
	}

	String line(ProbeAnswer answer, Remembered.Change change) {
		String before = change.since() == null ? word(change.from())
				: words.say("%s since %s", "%s desde %s", word(change.from()), words.time(change.since()));
		return answer.name() + ": " + word(change.to()) + " (" + words.say("before: %s", "antes: %s", before) + ")"
				+ seen(answer);
	}

	private static String seen(ProbeAnswer answer) {
		String limit = answer.value() == null || answer.limit() == null ? ""
				: " " + value(answer) + " (" + answer.limit() + ")";
		return limit + (answer.words().isBlank() ? "" : ", " + answer.words());
	}

	private String word(Health health) {
		return switch (health) {
			case HEALTHY -> words.say("healthy", "saudável");
			case DEGRADED -> words.say("degraded", "degradado");
			case UNKNOWN -> words.say("unknown", "desconhecido");
			case FAILED -> words.say("failed", "falhou");
		};
	}

	private static String value(ProbeAnswer answer) {
		if (answer.value() == null) {
			return "";
		}
		String unit = answer.unit() == null || answer.unit().isEmpty() ? "" : " " + answer.unit();
		return Judgement.number(answer.value()) + unit;
	}

	/** A bar would end the cell. */
	private static String cell(String text) {
		return text.replace("|", "\\|");
	}

}
