package domain.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a report comes to, by its evidence alone. */
public enum Verdict {

	/** Everything that was to be kept was kept, and something shows it. */
	@JsonProperty("passed")
	PASSED,
	/** Nothing was missed, but something is unproven, open or remarkable. */
	@JsonProperty("passed-with-exceptions")
	PASSED_WITH_EXCEPTIONS,
	/** Something was missed, or there is no evidence at all. */
	@JsonProperty("failed")
	FAILED;

	static Verdict of(Report report) {
		if (!hasEvidence(report) || anyFailed(report)) {
			return FAILED;
		}
		return anyException(report) ? PASSED_WITH_EXCEPTIONS : PASSED;
	}

	/** Nothing measured proves nothing. */
	static boolean hasEvidence(Report report) {
		return report.figures().stream().anyMatch(figure -> figure.value() != null)
				|| report.tables().stream().anyMatch(table -> table.proves() && !table.rows().isEmpty())
				|| entry(report, Checklist.State.DONE);
	}

	private static boolean anyFailed(Report report) {
		return report.figures().stream().anyMatch(Figure::missed) || graded(report, Remark.Grade.FAILURE)
				|| entry(report, Checklist.State.REFUSED);
	}

	private static boolean anyException(Report report) {
		return report.figures().stream().anyMatch(Figure::unproven) || graded(report, Remark.Grade.EXCEPTION)
				|| entry(report, Checklist.State.OPEN);
	}

	private static boolean graded(Report report, Remark.Grade grade) {
		return report.remarks().stream().anyMatch(remark -> remark.grade() == grade);
	}

	private static boolean entry(Report report, Checklist.State state) {
		return report.checklists()
			.stream()
			.flatMap(list -> list.entries().stream())
			.anyMatch(entry -> entry.state() == state);
	}

}
