package domain.report.page;

import domain.report.Figure;
import domain.report.Report;
import domain.report.Table;
import domain.report.Trends;
import domain.report.Verdict;
import java.util.List;

/**
 * A report as one HTML file that needs nothing else: no scripts, no fonts, no pictures
 * from elsewhere; charts are drawn inside.
 */
public final class HtmlPage {

	private static final String STYLE = """
			:root{--ink:#1c2430;--soft:#5c6878;--line:#dce1e8;--good:#1b7f4b;--fair:#a86400;--bad:#b3261e;--bar:#2f6fb7}
			*{box-sizing:border-box}body{margin:0;background:#f4f6f9;color:var(--ink);
			font:15px/1.5 system-ui,"Segoe UI",Roboto,Arial,sans-serif}
			main{max-width:1080px;margin:0 auto;padding:24px 28px 48px;background:#fff}
			h1{font-size:24px;margin:0 0 12px}h2{font-size:17px;margin:32px 0 8px}
			.verdict{padding:12px 16px;border-left:6px solid;font-weight:600;background:#f7f9fb}
			.passed{border-color:var(--good);color:var(--good)}.exceptions{border-color:var(--fair);color:var(--fair)}
			.failed{border-color:var(--bad);color:var(--bad)}
			.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:13.5px}
			th,td{text-align:left;vertical-align:top;padding:5px 10px 5px 0;border-bottom:1px solid var(--line);
			overflow-wrap:break-word}th{color:var(--soft);font-weight:600;overflow-wrap:normal}
			td:first-child,th:first-child{padding-left:2px}
			.charts{display:flex;flex-wrap:wrap;gap:20px}.charts figure{margin:0}figcaption{color:var(--soft);font-size:13px}
			svg{max-width:100%;height:auto;display:block}svg text{font:12px system-ui,Arial,sans-serif;fill:var(--ink)}
			svg .soft{fill:var(--soft)}.note{color:var(--soft)}
			@media print{body{background:#fff}main{padding:0;max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}
			""";

	private final Report report;

	private final Trends trends;

	private final Texts texts;

	private final Sections sections;

	private final StringBuilder out = new StringBuilder();

	private HtmlPage(Report report, Trends trends) {
		this.report = report;
		this.trends = trends;
		this.texts = new Texts(report);
		this.sections = new Sections(report, trends, texts);
	}

	/** Writes it out. */
	public static String of(Report report, Trends trends) {
		return new HtmlPage(report, trends).write();
	}

	private String write() {
		head();
		sections.before().forEach(this::table);
		timeline();
		charts();
		sections.after(true).forEach(this::table);
		return out.append("</main>\n</body>\n</html>\n").toString();
	}

	private void head() {
		out.append("<!DOCTYPE html>\n<html lang=\"").append(texts.language()).append("\">\n<head>\n");
		out.append("<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n");
		out.append(
				"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
		out.append("<title>").append(Escape.html(texts.title(report))).append("</title>\n");
		out.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n<main>\n");
		out.append("<h1>").append(Escape.html(texts.title(report))).append("</h1>\n");
		out.append("<p class=\"verdict ").append(style(report.verdict())).append("\">");
		out.append(Escape.html(texts.line(report))).append("</p>\n");
	}

	private static String style(Verdict verdict) {
		return switch (verdict) {
			case PASSED -> "passed";
			case PASSED_WITH_EXCEPTIONS -> "exceptions";
			case FAILED -> "failed";
		};
	}

	private void heading(String text) {
		out.append("<h2>").append(Escape.html(text)).append("</h2>\n");
	}

	private void table(Table table) {
		heading(table.title());
		out.append("<div class=\"scroll\"><table>\n");
		if (table.columns().stream().anyMatch(column -> !column.isEmpty())) {
			row("th", table.columns());
		}
		table.rows().forEach(cells -> row("td", cells));
		out.append("</table></div>\n");
	}

	private void row(String kind, List<String> cells) {
		out.append("<tr>");
		cells.forEach(cell -> out.append('<')
			.append(kind)
			.append('>')
			.append(Escape.html(cell))
			.append("</")
			.append(kind)
			.append('>'));
		out.append("</tr>\n");
	}

	private void timeline() {
		if (!report.timeline().isEmpty()) {
			heading(texts.say("Timeline", "Linha do tempo"));
			out.append("<div class=\"scroll\">").append(new TimelineChart(report, texts).draw()).append("</div>\n");
		}
	}

	private void charts() {
		List<Figure> shown = report.figures().stream().filter(figure -> !trends.of(figure.name()).isEmpty()).toList();
		if (trends.missing() != null) {
			out.append("<p class=\"note\">").append(Escape.html(sections.trendMissing())).append("</p>\n");
		}
		if (shown.isEmpty()) {
			return;
		}
		heading(texts.say("Trend", "Tendência"));
		out.append("<div class=\"charts\">\n");
		shown.forEach(figure -> out.append("<figure><figcaption>")
			.append(Escape.html(figure.title()))
			.append("</figcaption>")
			.append(new TrendChart(figure, trends.of(figure.name()), report.run().runId(), texts).draw())
			.append("</figure>\n"));
		out.append("</div>\n");
	}

}
