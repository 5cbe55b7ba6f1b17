package targets.kubernetes;

import domain.run.Run;
import java.util.List;

/**
 * Whose synchronisation a run pauses, noted in the target's own namespace before it is
 * paused: whatever dies, the run's end knows what to give back.
 */
final class PauseNotes {

	private final OwnNotes notes;

	private final Run run;

	PauseNotes(Cluster cluster, Run run) {
		this.notes = new OwnNotes(cluster, "holdfast-paused-" + run.runId());
		this.run = run;
	}

	void write(Keeper keeper) {
		String noted = String.join("/", keeper.tool().name(), keeper.namespace(), keeper.name());
		this.notes.write(this.run, (data) -> data.put(Marks.labelValue(noted), noted));
	}

	List<Keeper> read() {
		return this.notes.read()
			.values()
			.stream()
			.map((noted) -> noted.split("/", 3))
			.map((parts) -> new Keeper(Keeper.Tool.valueOf(parts[0]), parts[1], parts[2], "paused"))
			.toList();
	}

	void remove() {
		this.notes.remove();
	}

}
