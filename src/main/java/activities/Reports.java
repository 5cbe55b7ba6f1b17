package activities;

import domain.report.Filed;
import domain.report.Report;
import io.temporal.activity.ActivityInterface;

/** Writes reports for people. */
@ActivityInterface
public interface Reports {

	/**
	 * Writes the report as HTML, Markdown and JSON, with the trend of its figures, and
	 * keeps it as evidence; a second time replaces it. A ledger that is away costs the
	 * trend only, which the report then says.
	 */
	Filed fileReport(Report report);

}
