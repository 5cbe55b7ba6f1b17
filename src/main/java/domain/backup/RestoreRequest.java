package domain.backup;

import domain.run.Run;
import java.util.List;

/**
 * A step of a restore.
 *
 * @param run the run it belongs to
 * @param source what is restored
 * @param backup from which backup; null where a step needs none
 * @param place where to
 * @param aside where what is in use goes; null where a step needs none
 * @param accepted what a person takes although it came about in part only
 */
public record RestoreRequest(Run run, Source source, Backup backup, Place place, Place aside,
		List<Lacking.What> accepted) {

	public RestoreRequest {
		accepted = accepted == null ? List.of() : List.copyOf(accepted);
	}

	/** Nothing is taken that came about in part. */
	public RestoreRequest(Run run, Source source, Backup backup, Place place, Place aside) {
		this(run, source, backup, place, aside, List.of());
	}

	public RestoreRequest(Run run, Source source, Backup backup, Place place) {
		this(run, source, backup, place, null);
	}

	/** The same, and these are taken. */
	public RestoreRequest accepting(List<Lacking.What> partial) {
		return new RestoreRequest(run, source, backup, place, aside, partial);
	}

}
