package domain.report;

import domain.release.Artifact;
import domain.run.Change;
import domain.run.Run;
import java.time.Instant;
import java.util.List;

/**
 * What a procedure hands to people at its end: what was measured, how long each part took
 * and who waited for whom. Nothing in it says whether it went well: that is computed by
 * {@link Verdict} from what stands here.
 *
 * @param run the run that measured
 * @param name file name without ending, and key of the report within its run
 * @param title what it is about, in the system's language
 * @param subject the part of the system that it is about, for example a store; trends are
 * kept by system, procedure and subject; null: the whole system
 * @param zone the system's time zone; UTC when absent
 * @param began begin of what was measured
 * @param ended end of it
 * @param timeline its parts in order
 * @param figures what was measured, with limits
 * @param tables details
 * @param remarks what was noticed, each with its owner
 * @param checklists what was to be done, by whom, and whether it was
 * @param changes what was changed
 * @param evidence files that hold more
 */
public record Report(Run run, String name, String title, String subject, String zone, Instant began, Instant ended,
		List<Phase> timeline, List<Figure> figures, List<Table> tables, List<Remark> remarks,
		List<Checklist> checklists, List<Change> changes, List<Artifact> evidence) {

	public Report {
		timeline = timeline == null ? List.of() : List.copyOf(timeline);
		figures = figures == null ? List.of() : List.copyOf(figures);
		tables = tables == null ? List.of() : List.copyOf(tables);
		remarks = remarks == null ? List.of() : List.copyOf(remarks);
		checklists = checklists == null ? List.of() : List.copyOf(checklists);
		changes = changes == null ? List.of() : List.copyOf(changes);
		evidence = evidence == null ? List.of() : List.copyOf(evidence);
	}

	/** What the report comes to. */
	public Verdict verdict() {
		return Verdict.of(this);
	}

}
