package domain.report;

import domain.release.Artifact;
import domain.run.Change;
import domain.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A report that is being put together. */
public final class Draft {

	private final Run run;

	private final String name;

	private final String title;

	private final String subject;

	private final String zone;

	private final Instant began;

	private final List<Figure> figures = new ArrayList<>();

	private final List<Table> tables = new ArrayList<>();

	private final List<Remark> remarks = new ArrayList<>();

	private final List<Checklist> checklists = new ArrayList<>();

	private final List<Artifact> evidence = new ArrayList<>();

	/** The meaning of each is {@link Report}'s. */
	public Draft(Run run, String name, String title, String subject, String zone, Instant began) {
		this.run = run;
		this.name = name;
		this.title = title;
		this.subject = subject;
		this.zone = zone;
		this.began = began;
	}

	public Draft add(Figure figure) {
		figures.add(figure);
		return this;
	}

	public Draft add(Table table) {
		tables.add(table);
		return this;
	}

	public Draft add(Remark remark) {
		remarks.add(remark);
		return this;
	}

	public Draft add(Checklist checklist) {
		checklists.add(checklist);
		return this;
	}

	public Draft add(Artifact file) {
		evidence.add(file);
		return this;
	}

	/** The whole, with what the run knows of itself. */
	public Report finish(Instant ended, List<Phase> timeline, List<Change> changes) {
		return new Report(run, name, title, subject, zone, began, ended, timeline, figures, tables, remarks, checklists,
				changes, evidence);
	}

}
