package domain.maintenance;

import com.fasterxml.jackson.annotation.JsonProperty;
import domain.profile.RoutineTask;
import java.time.Duration;
import java.time.Instant;

/**
 * What became of a task.
 *
 * @param name its name
 * @param title its title
 * @param owner whom its findings are for; null when nobody is named
 * @param status how it ended
 * @param evidence what it has seen and done
 * @param began when it began; null when it did not
 * @param ended when it ended; null when it did not begin
 */
public record TaskResult(String name, String title, String owner, Status status, TaskEvidence evidence, Instant began,
		Instant ended) {

	public static TaskResult notBegun(RoutineTask task, Status status, String why) {
		return new TaskResult(task.name(), task.title(), task.owner(), status, TaskEvidence.of(why), null, null);
	}

	/** Whether its {@code onFailure} counts. */
	public boolean bad() {
		return status == Status.FAILED || status == Status.FINDINGS;
	}

	/** How long it took. */
	public Duration took() {
		return began == null ? Duration.ZERO : Duration.between(began, ended);
	}

	/** How a task ended. */
	public enum Status {

		/** Done, nothing to look at. */
		@JsonProperty("done")
		DONE,
		/** Done, and somebody must look at something. */
		@JsonProperty("findings")
		FINDINGS,
		/** Could not be done. */
		@JsonProperty("failed")
		FAILED,
		/** Not begun: a freeze or another run stands in its way. */
		@JsonProperty("held-back")
		HELD_BACK,
		/** Not begun: no time, or no downtime, is left for it. */
		@JsonProperty("no-budget")
		NO_BUDGET,
		/** Not begun: an earlier task stopped the rest, or a person did. */
		@JsonProperty("stopped")
		STOPPED,
		/** Not begun: this run was not asked for it. */
		@JsonProperty("left-out")
		LEFT_OUT

	}

}
