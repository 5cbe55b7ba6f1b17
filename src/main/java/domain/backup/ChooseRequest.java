package domain.backup;

import domain.run.Run;
import java.time.Instant;
import java.util.List;

/**
 * Which backup to restore from.
 *
 * @param run the run that asks
 * @param source what is to be restored
 * @param atMost the newest whose recovery point is not after this; null: the newest
 * @param not ids of backups that are out of the question
 * @param now the moment that ages are counted from
 * @param accepted ids of partial backups that a person takes all the same
 */
public record ChooseRequest(Run run, Source source, Instant atMost, List<String> not, Instant now,
		List<String> accepted) {

	public ChooseRequest {
		not = not == null ? List.of() : List.copyOf(not);
		accepted = accepted == null ? List.of() : List.copyOf(accepted);
	}

	/** Nobody takes a partial one. */
	public ChooseRequest(Run run, Source source, Instant atMost, List<String> not, Instant now) {
		this(run, source, atMost, not, now, List.of());
	}

}
