package activities;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import domain.release.Artifact;
import domain.report.Figure;
import domain.report.Filed;
import domain.report.Report;
import domain.report.Trends;
import domain.report.Verdict;
import domain.report.page.HtmlPage;
import domain.report.page.MarkdownPage;
import domain.report.page.Texts;
import io.temporal.spring.boot.ActivityImpl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ledger.FigureBook;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Asks the ledger for the trend and writes three files. */
@Component
@ActivityImpl(taskQueues = "operations")
class ReportsImpl implements Reports {

	private final FigureBook book;

	private final Artifacts artifacts;

	private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule())
		.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
		.disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
		.enable(SerializationFeature.INDENT_OUTPUT);

	ReportsImpl(FigureBook book, @Value("${holdfast.artifacts:./artifacts}") Path folder) {
		this.book = book;
		this.artifacts = new Artifacts(folder);
	}

	@Override
	public Filed fileReport(Report report) {
		Trends trends = withPresent(report, book.earlier(report));
		String line = new Texts(report).line(report);
		String name = report.name().replaceAll("[^A-Za-z0-9_.-]", "-");
		List<Artifact> files = List.of(keep(report, name + ".html", HtmlPage.of(report, trends), line),
				keep(report, name + ".md", MarkdownPage.of(report, trends), line),
				keep(report, name + ".json", json(new Kept(report.verdict(), line, report, trends)), line));
		return new Filed(report.name(), report.title(), report.run().procedure(), report.run().system(),
				report.subject(), report.ended(), report.verdict(), line, report.figures(), files, trends.missing());
	}

	private Artifact keep(Report report, String name, String text, String line) {
		Artifact kept = artifacts.keep(report.run(), name, text);
		return new Artifact(kept.location(), kept.bytes(), kept.sha256(), line);
	}

	private static Trends withPresent(Report report, Trends earlier) {
		if (earlier.missing() != null) {
			return earlier;
		}
		List<Trends.Point> points = new ArrayList<>(earlier.points());
		for (Figure figure : report.figures()) {
			if (figure.value() != null) {
				points.add(new Trends.Point(figure.name(), report.ended(), figure.value(), figure.limit(),
						report.run().runId()));
			}
		}
		return new Trends(points, null);
	}

	private String json(Kept kept) {
		try {
			return json.writeValueAsString(kept);
		}
		catch (JsonProcessingException impossible) {
			throw new IllegalStateException("the report cannot be written as JSON", impossible);
		}
	}

	/**
	 * The report for programs.
	 *
	 * @param verdict what it comes to
	 * @param line the same in one line
	 * @param report what was measured
	 * @param trends what earlier runs measured
	 */
	private record Kept(Verdict verdict, String line, Report report, Trends trends) {

	}

}
