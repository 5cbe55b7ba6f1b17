package domain.backup;

import domain.run.Run;

/**
 * A step of a restore.
 *
 * @param run the run it belongs to
 * @param source what is restored
 * @param backup from which backup; null where a step needs none
 * @param place where to
 * @param aside where what is in use goes; null where a step needs none
 */
public record RestoreRequest(Run run, Source source, Backup backup, Place place, Place aside) {

	public RestoreRequest(Run run, Source source, Backup backup, Place place) {
		this(run, source, backup, place, null);
	}

}
