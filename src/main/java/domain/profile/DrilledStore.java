package domain.profile;

import java.util.List;

/**
 * What a drill knows of a protected store beyond its restore.
 *
 * @param store name of the protected store
 * @param canary the table whose newest row in a restored copy proves how much was lost;
 * absent: the backup's own word counts
 * @param service questions that are put to the restored copy as the application's user:
 * when all are answered the service counts as up; absent: whether its user sees tables
 */
public record DrilledStore(@Required String store, CanaryRow canary, List<IntegrityCheck> service) {

	public DrilledStore {
		service = SystemProfile.listOf(service);
	}

}
