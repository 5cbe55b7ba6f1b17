package ledger;

import static ledger.Columns.keyText;
import static ledger.Columns.moment;
import static ledger.Columns.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.report.Figure;
import domain.report.Filed;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of reports and of what they measured. */
class ReportRows {

	private static final String REPORT = """
			INSERT INTO reports (run_id, report, system, procedure, subject, title, ended_at, verdict, line, files)
			VALUES (:run, :report, :system, :procedure, :subject, :title, :at, :verdict, :line, CAST(:files AS json))
			ON CONFLICT (run_id, report) DO UPDATE SET title = excluded.title, ended_at = excluded.ended_at,
			  verdict = excluded.verdict, line = excluded.line, files = excluded.files
			""";

	private static final String FIGURE = """
			INSERT INTO figures (run_id, report, figure, measured_at, value, limit_value, at_least, unit, evidence)
			VALUES (:run, :report, :figure, :at, :value, :limit, :atLeast, :unit, :evidence)
			ON CONFLICT (run_id, report, figure) DO UPDATE SET measured_at = excluded.measured_at,
			  value = excluded.value, limit_value = excluded.limit_value, evidence = excluded.evidence
			""";

	private final JdbcClient database;

	private final ObjectMapper json = new ObjectMapper();

	ReportRows(JdbcClient database) {
		this.database = database;
	}

	void write(Entry.ReportEntry entry) {
		Filed report = entry.report();
		database.sql(REPORT)
			.param("run", entry.runId())
			.param("report", keyText(report.name()))
			.param("system", text(report.system()))
			.param("procedure", report.procedure())
			.param("subject", keyText(report.subject()))
			.param("title", text(report.title()))
			.param("at", moment(report.at()))
			.param("verdict", report.verdict().name())
			.param("line", text(report.line()))
			.param("files", json(report))
			.update();
		report.figures().forEach(figure -> write(entry.runId(), report, figure));
	}

	private void write(String run, Filed report, Figure figure) {
		database.sql(FIGURE)
			.param("run", run)
			.param("report", keyText(report.name()))
			.param("figure", keyText(figure.name()))
			.param("at", moment(report.at()))
			.param("value", figure.value())
			.param("limit", figure.limit())
			.param("atLeast", figure.atLeast())
			.param("unit", text(figure.unit()))
			.param("evidence", text(figure.evidence()))
			.update();
	}

	private String json(Filed report) {
		try {
			return json.writeValueAsString(report.files());
		}
		catch (JsonProcessingException impossible) {
			throw new IllegalStateException("it cannot be written as JSON: " + report.files(), impossible);
		}
	}

}
