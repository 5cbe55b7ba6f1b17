package domain.report;

import domain.release.Artifact;
import java.time.Instant;
import java.util.List;

/**
 * A report that was written and kept.
 *
 * @param name its name within the run
 * @param title what it is about
 * @param procedure which procedure
 * @param system which system
 * @param subject which part of it; null: all
 * @param at end of what was measured
 * @param verdict what it comes to
 * @param line the verdict in one line, for people
 * @param figures what was measured
 * @param files the report as HTML, Markdown and JSON
 * @param trendMissing why it shows no trend; null when it does
 */
public record Filed(String name, String title, String procedure, String system, String subject, Instant at,
		Verdict verdict, String line, List<Figure> figures, List<Artifact> files, String trendMissing) {

	public Filed {
		figures = figures == null ? List.of() : List.copyOf(figures);
		files = files == null ? List.of() : List.copyOf(files);
	}

}
