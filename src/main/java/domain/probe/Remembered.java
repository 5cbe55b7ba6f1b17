package domain.probe;

import java.time.Instant;
import java.util.List;

/**
 * What remembering a run's answers brought.
 *
 * @param kept whether they could be remembered; without memory nobody can say what is new
 * @param problem why not, or null
 * @param changes states that changed by this run's answers
 */
public record Remembered(boolean kept, String problem, List<Change> changes) {

	public Remembered {
		changes = changes == null ? List.of() : List.copyOf(changes);
	}

	/** The memory is away: nothing is known to be new. */
	public static Remembered nothing(String problem) {
		return new Remembered(false, problem, List.of());
	}

	/**
	 * A state that changed.
	 *
	 * @param probe the probe's name
	 * @param from state before
	 * @param to state now
	 * @param since when the state before began, or null when it was never told
	 */
	public record Change(String probe, Health from, Health to, Instant since) {

	}

}
