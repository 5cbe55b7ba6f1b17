package domain.backup;

import domain.profile.StoreProfile;
import domain.run.Run;

/**
 * A backup of a store.
 *
 * @param run the run it belongs to
 * @param store the store
 * @param kind why it is taken, part of its name: {@code pre-deploy}, {@code daily}
 */
public record BackupRequest(Run run, StoreProfile store, String kind) {

}
