package domain.report.page;

import domain.report.Report;
import domain.report.Table;
import domain.report.Trends;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A report as Markdown. */
public final class MarkdownPage {

	private final Report report;

	private final Trends trends;

	private final Texts texts;

	private final StringBuilder out = new StringBuilder();

	private MarkdownPage(Report report, Trends trends) {
		this.report = report;
		this.trends = trends;
		this.texts = new Texts(report);
	}

	/** Writes it out. */
	public static String of(Report report, Trends trends) {
		return new MarkdownPage(report, trends).write();
	}

	private String write() {
		out.append("# ").append(Escape.markdown(texts.title(report))).append("\n\n");
		out.append("**").append(Escape.markdown(texts.line(report))).append("**\n\n");
		Sections sections = new Sections(report, trends, texts);
		sections.before().forEach(this::table);
		sections.after(false).forEach(this::table);
		if (trends.missing() != null) {
			out.append(Escape.markdown(sections.trendMissing())).append("\n\n");
		}
		return out.toString();
	}

	private void table(Table table) {
		out.append("## ").append(Escape.markdown(table.title())).append("\n\n");
		line(table.columns());
		line(table.columns().stream().map(column -> "---").toList());
		table.rows().forEach(row -> line(padded(row, table.columns().size())));
		out.append('\n');
	}

	private static List<String> padded(List<String> row, int columns) {
		List<String> cells = new ArrayList<>(row.stream().map(Escape::markdown).toList());
		while (cells.size() < columns) {
			cells.add("");
		}
		return cells;
	}

	private void line(List<String> cells) {
		out.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |"))).append('\n');
	}

}
