package domain.report.page;

import domain.report.Checklist;
import domain.report.Phase;
import domain.report.Report;
import domain.report.Table;
import domain.report.Trends;
import java.util.ArrayList;
import java.util.List;

/** What both forms of a report show as tables. */
final class Sections {

	private final Report report;

	private final Trends trends;

	private final Texts texts;

	Sections(Report report, Trends trends, Texts texts) {
		this.report = report;
		this.trends = trends;
		this.texts = texts;
	}

	/** What one looks for first. */
	List<Table> before() {
		List<Table> tables = new ArrayList<>();
		add(tables, figures());
		add(tables, remarks());
		return tables;
	}

	/**
	 * What one looks for next.
	 * @param drawn whether a chart shows the trend already
	 */
	List<Table> after(boolean drawn) {
		List<Table> tables = new ArrayList<>(
				report.tables().stream().filter(table -> !table.rows().isEmpty()).toList());
		report.checklists().forEach(list -> add(tables, checklist(list)));
		add(tables, timeline());
		add(tables, changes());
		if (!drawn) {
			add(tables, trend());
		}
		add(tables, evidence());
		add(tables, run());
		return tables;
	}

	private static void add(List<Table> tables, Table table) {
		if (!table.rows().isEmpty()) {
			tables.add(table);
		}
	}

	private Table figures() {
		return new Table(texts.say("Figures", "Números"),
				List.of(texts.say("figure", "número"), texts.say("measured", "medido"),
						texts.say("objective", "objetivo"), "", texts.say("evidence", "evidência")),
				report.figures()
					.stream()
					.map(figure -> List.of(figure.title(), texts.value(figure, figure.value()), texts.limit(figure),
							texts.judged(figure), figure.evidence() == null ? "" : figure.evidence()))
					.toList(),
				true);
	}

	private Table remarks() {
		return new Table(texts.say("Findings", "Achados"),
				List.of(texts.say("weight", "peso"), texts.say("finding", "achado"), texts.say("owner", "responsável")),
				report.remarks()
					.stream()
					.map(remark -> List.of(texts.grade(remark.grade()), remark.text(),
							remark.owner() == null ? "-" : remark.owner()))
					.toList(),
				false);
	}

	private Table checklist(Checklist list) {
		return new Table(texts.say("Checklist: %s", "Checklist: %s", list.title()),
				List.of("", texts.say("item", "item"), texts.say("owner", "responsável"), texts.say("by", "por"),
						texts.say("at", "em"), texts.say("note", "nota")),
				list.entries()
					.stream()
					.map(entry -> List.of(texts.state(entry.state()), entry.text(), orDash(entry.owner()),
							orDash(entry.by()), texts.time(entry.at()), entry.note() == null ? "" : entry.note()))
					.toList(),
				true);
	}

	private static String orDash(String text) {
		return text == null || text.isBlank() ? "-" : text;
	}

	private Table timeline() {
		return new Table(texts.say("Parts of the run", "Partes da execução"),
				List.of(texts.say("phase", "fase"), texts.say("who", "quem"), texts.say("start", "início"),
						texts.say("end", "fim"), texts.say("length", "duração")),
				report.timeline()
					.stream()
					.map(phase -> List.of(phase.name(), who(phase), texts.time(phase.start()), texts.time(phase.end()),
							texts.length(phase.length().toMillis() / 1000.0)))
					.toList(),
				false);
	}

	private String who(Phase phase) {
		return phase.kind() == Phase.Kind.PEOPLE ? texts.say("waiting for people", "espera por pessoas")
				: texts.say("machine", "máquina");
	}

	private Table changes() {
		return new Table(texts.say("What changed", "O que mudou"),
				List.of(texts.say("what", "o quê"), texts.say("before", "antes"), texts.say("after", "depois")),
				report.changes()
					.stream()
					.map(change -> List.of(change.what(), orDash(change.before()), orDash(change.after())))
					.toList(),
				false);
	}

	private Table trend() {
		return new Table(texts.say("The last %d runs", "As últimas %d execuções", Trends.RUNS),
				List.of(texts.say("figure", "número"), texts.say("at", "em"), texts.say("measured", "medido"),
						texts.say("objective", "objetivo"), texts.say("run", "execução")),
				report.figures()
					.stream()
					.flatMap(figure -> trends.of(figure.name())
						.stream()
						.map(point -> List.of(figure.title(), texts.time(point.at()),
								texts.value(figure, point.value()),
								point.limit() == null ? "-" : texts.value(figure, point.limit()), point.run())))
					.toList(),
				false);
	}

	String trendMissing() {
		return texts.say("The trend is missing: %s", "A tendência está faltando: %s", trends.missing());
	}

	private Table evidence() {
		return new Table(texts.say("Evidence", "Evidências"),
				List.of(texts.say("file", "arquivo"), "SHA-256", texts.say("what", "o quê")),
				report.evidence()
					.stream()
					.map(file -> List.of(file.location(), file.sha256(), orDash(file.summary())))
					.toList(),
				false);
	}

	private Table run() {
		return new Table(texts.say("Run", "Execução"), List.of("", ""),
				List.of(List.of(texts.say("system", "sistema"), report.run().system()),
						List.of(texts.say("procedure", "procedimento"), report.run().procedure()),
						List.of(texts.say("workflow", "workflow"), report.run().workflowId()),
						List.of(texts.say("run", "execução"), report.run().runId()),
						List.of(texts.say("from", "de"), texts.time(report.began())),
						List.of(texts.say("until", "até"), texts.time(report.ended()))),
				false);
	}

}
