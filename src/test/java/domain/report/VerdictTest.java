package domain.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a report comes to follows from what was measured. */
class VerdictTest {

	@Test
	void nothingMeasuredProvesNothing() {
		assertThat(verdict(Reports.draft("en"))).isEqualTo(Verdict.FAILED);
		assertThat(verdict(Reports.draft("en").add(new Table("settings", List.of("a"), List.of(List.of("b")), false))))
			.isEqualTo(Verdict.FAILED);
	}

	@Test
	void aFigureBeyondItsLimitIsAFailure() {
		assertThat(verdict(Reports.draft("en").add(rto(Duration.ofHours(3))))).isEqualTo(Verdict.FAILED);
		assertThat(verdict(Reports.draft("en").add(rto(Duration.ofHours(2))))).isEqualTo(Verdict.PASSED);
		assertThat(verdict(Reports.draft("en").add(new Figure("rows", "rows", 9.0, "rows", 10.0, true, "counted"))))
			.isEqualTo(Verdict.FAILED);
	}

	@Test
	void aFigureWithoutEvidenceIsNeverAPass() {
		assertThat(verdict(Reports.draft("en").add(rto(Duration.ofHours(1))).add(rto(null))))
			.isEqualTo(Verdict.PASSED_WITH_EXCEPTIONS);
		assertThat(verdict(Reports.draft("en").add(rto(null)))).isEqualTo(Verdict.FAILED);
	}

	@Test
	void remarksAndChecklistsCount() {
		Draft draft = Reports.draft("en").add(rto(Duration.ofHours(1)));
		assertThat(verdict(draft.add(new Remark(Remark.Grade.NOTE, "good to know", null)))).isEqualTo(Verdict.PASSED);
		assertThat(verdict(draft.add(list(Checklist.State.OPEN)))).isEqualTo(Verdict.PASSED_WITH_EXCEPTIONS);
		assertThat(verdict(draft.add(list(Checklist.State.REFUSED)))).isEqualTo(Verdict.FAILED);
		assertThat(verdict(Reports.draft("en")
			.add(rto(Duration.ofHours(1)))
			.add(new Remark(Remark.Grade.FAILURE, "left behind", "oncall")))).isEqualTo(Verdict.FAILED);
	}

	@Test
	void waitingForPeopleIsNoMachineTime() {
		Report report = Reports.whole("en");
		assertThat(Phase.machineTime(report.timeline(), Reports.BEGAN, report.ended())).hasSeconds(40);
		assertThat(Phase.machineTime(report.timeline(), Reports.BEGAN, Reports.BEGAN.plusSeconds(20))).hasSeconds(10);
	}

	private static Checklist list(Checklist.State state) {
		return new Checklist("before", List.of(new Checklist.Entry("scope", "oncall", state, null, null, null)));
	}

	private static Figure rto(Duration value) {
		return Figure.atMost("rto", "RTO", value, Duration.ofHours(2), "clocks");
	}

	private static Verdict verdict(Draft draft) {
		return Reports.finished(draft).verdict();
	}

}
