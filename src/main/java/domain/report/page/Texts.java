package domain.report.page;

import domain.people.Languages;
import domain.people.Lengths;
import domain.report.Checklist;
import domain.report.Figure;
import domain.report.Remark;
import domain.report.Report;
import domain.report.Verdict;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The words and numbers of a report, in its language and on its system's clock. */
public final class Texts {

	private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT);

	private final String language;

	private final ZoneId zone;

	public Texts(Report report) {
		this.language = report.run().language();
		this.zone = report.zone() == null ? ZoneOffset.UTC : ZoneId.of(report.zone());
	}

	String say(String english, String portuguese, Object... values) {
		return Languages.say(language, english, portuguese, values);
	}

	String language() {
		return language != null && language.startsWith("pt") ? "pt-BR" : "en";
	}

	String time(Instant moment) {
		return moment == null ? "-" : MOMENT.format(moment.atZone(zone));
	}

	String day(Instant moment) {
		return DAY.format(moment.atZone(zone));
	}

	String length(double seconds) {
		return Lengths.of(language, seconds);
	}

	private String number(double value) {
		return Lengths.number(language, value);
	}

	String value(Figure figure, Double value) {
		if (value == null) {
			return say("no evidence", "sem evidência");
		}
		return Figure.SECONDS.equals(figure.unit()) ? length(value)
				: (number(value) + (figure.unit() == null ? "" : " " + figure.unit())).strip();
	}

	String limit(Figure figure) {
		return figure.limit() == null ? "-" : (figure.atLeast() ? "≥ " : "≤ ") + value(figure, figure.limit());
	}

	String judged(Figure figure) {
		if (figure.missed()) {
			return say("missed", "não atingido");
		}
		if (figure.unproven()) {
			return say("unproven", "não provado");
		}
		return figure.limit() == null ? "-" : say("kept", "atingido");
	}

	String verdict(Verdict verdict) {
		return switch (verdict) {
			case PASSED -> say("PASSED", "APROVADO");
			case PASSED_WITH_EXCEPTIONS -> say("PASSED WITH EXCEPTIONS", "APROVADO COM RESSALVAS");
			case FAILED -> say("FAILED", "REPROVADO");
		};
	}

	String grade(Remark.Grade grade) {
		return switch (grade) {
			case NOTE -> say("note", "nota");
			case EXCEPTION -> say("exception", "ressalva");
			case FAILURE -> say("failure", "falha");
		};
	}

	String state(Checklist.State state) {
		return switch (state) {
			case DONE -> say("done", "feito");
			case OPEN -> say("open", "pendente");
			case REFUSED -> say("refused", "recusado");
		};
	}

	/** What it is about, with the system. */
	String title(Report report) {
		return report.run().system() + ": " + report.title();
	}

	private static boolean amiss(Figure figure) {
		return figure.missed() || figure.unproven();
	}

	/**
	 * The verdict and what it rests on, in one line: what went wrong, and where nothing
	 * did, what was kept.
	 */
	public String line(Report report) {
		boolean amiss = report.figures().stream().anyMatch(Texts::amiss);
		String figures = report.figures()
			.stream()
			.filter(figure -> figure.limit() != null)
			.filter(figure -> !amiss || amiss(figure))
			.map(figure -> figure.title() + " " + value(figure, figure.value()) + " (" + limit(figure) + ")")
			.collect(Collectors.joining(", "));
		String failures = report.remarks()
			.stream()
			.filter(remark -> remark.grade() == Remark.Grade.FAILURE)
			.map(Remark::text)
			.collect(Collectors.joining("; "));
		List<String> parts = new ArrayList<>(List.of(failures, figures));
		parts.removeIf(String::isEmpty);
		if (parts.isEmpty()) {
			parts.add(report.title());
		}
		return verdict(report.verdict()) + ": " + String.join(". ", parts);
	}

}
