package domain.backup;

import domain.profile.StoreProfile;
import domain.run.Run;

/**
 * A backup of a store.
 *
 * @param run the run it belongs to
 * @param store the store, in requests of old
 * @param kind why it is taken, part of its name: {@code pre-deploy}, {@code daily}
 * @param source what is backed up and where to; null in requests of old
 */
public record BackupRequest(Run run, StoreProfile store, String kind, Source source) {

	public BackupRequest {
		source = source == null ? Source.alone(run.system(), store) : source;
	}

	public BackupRequest(Run run, String kind, Source source) {
		this(run, source.store(), kind, source);
	}

}
