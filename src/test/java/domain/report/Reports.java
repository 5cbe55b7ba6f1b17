package domain.report;

import domain.release.Artifact;
import domain.run.Change;
import domain.run.Mode;
import domain.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reports for tests. */
public final class Reports {

	/** When they begin. */
	public static final Instant BEGAN = Instant.parse("2026-11-20T04:00:00Z");

	private Reports() {
	}

	public static Draft draft(String language) {
		Run run = new Run("DisasterRecoveryDrill/agente-ia", "run-1", "DisasterRecoveryDrill", "agente-ia", null,
				Mode.EXECUTE, language);
		return new Draft(run, "drill", "Drill <script>alert(1)</script>", "agente-db", "America/Sao_Paulo", BEGAN);
	}

	public static Report finished(Draft draft) {
		Instant approved = BEGAN.plusSeconds(10);
		return draft.finish(BEGAN.plusSeconds(100),
				List.of(new Phase("choose", Phase.Kind.MACHINE, BEGAN, approved),
						new Phase("decision: start", Phase.Kind.PEOPLE, approved, approved.plusSeconds(60)),
						new Phase("restore", Phase.Kind.MACHINE, approved.plusSeconds(60), BEGAN.plusSeconds(100))),
				List.of(new Change("database x", "absent", "removed")));
	}

	/** With something of everything. */
	public static Report whole(String language) {
		return finished(draft(language)
			.add(Figure.atMost("rto", "RTO", Duration.ofSeconds(90), Duration.ofHours(2), "declared to verified"))
			.add(Figure.atMost("rpo", "RPO", Duration.ofMillis(2500), Duration.ofMinutes(15), "canary row | 'x'"))
			.add(new Table("Stores", List.of("store", "rows"), List.of(List.of("agente-db", "12 & more")), true))
			.add(new Remark(Remark.Grade.NOTE, "slow disk", "oncall"))
			.add(new Checklist("before",
					List.of(new Checklist.Entry("scope said", "oncall", Checklist.State.DONE, "bia", BEGAN, "seen"))))
			.add(new Artifact("/x/log.txt", 3, "abc", "log")));
	}

	/** What another run measures later. */
	public static Report next() {
		Report now = whole("en");
		Run run = new Run("later", "run-2", now.run().procedure(), now.run().system(), null, Mode.EXECUTE, "en");
		return new Draft(run, "drill", "Drill", "agente-db", null, BEGAN).finish(BEGAN.plus(Duration.ofDays(30)),
				List.of(), List.of());
	}

	/** A figure's earlier values. */
	public static Trends earlier() {
		return new Trends(List.of(new Trends.Point("rto", BEGAN.minus(Duration.ofDays(60)), 8000, 7200.0, "old-1"),
				new Trends.Point("rto", BEGAN.minus(Duration.ofDays(30)), 110, 7200.0, "old-2")), null);
	}

}
