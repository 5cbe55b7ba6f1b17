package ledger;

import domain.report.Report;
import domain.report.Trends;

/** What earlier reports have measured. */
public interface FigureBook {

	/**
	 * Figures of earlier runs of the same procedure on the same subject, oldest first. A
	 * ledger that is away is an answer and fails nobody.
	 */
	Trends earlier(Report report);

}
