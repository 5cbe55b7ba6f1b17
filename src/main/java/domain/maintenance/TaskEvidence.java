package domain.maintenance;

import domain.release.Artifact;
import domain.run.Change;
import java.util.List;

/**
 * What a task has seen and done.
 *
 * @param words one sentence for people
 * @param figures what it measured
 * @param findings what somebody must look at
 * @param changes what it changed, or in plan mode would change
 * @param artifacts files that it kept
 */
public record TaskEvidence(String words, List<Figure> figures, List<String> findings, List<Change> changes,
		List<Artifact> artifacts) {

	public TaskEvidence {
		figures = figures == null ? List.of() : List.copyOf(figures);
		findings = findings == null ? List.of() : List.copyOf(findings);
		changes = changes == null ? List.of() : List.copyOf(changes);
		artifacts = artifacts == null ? List.of() : List.copyOf(artifacts);
	}

	/** A task without anything to show but a sentence. */
	public static TaskEvidence of(String words) {
		return new TaskEvidence(words, null, null, null, null);
	}

}
