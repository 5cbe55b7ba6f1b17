package domain.profile;

import java.time.Duration;

/**
 * Where MongoDB's own tools are run for its backups, and how.
 *
 * @param container pod, {@code mongodb-0}, or {@code pod/container} that has
 * {@code mongodump} and {@code mongorestore} (targets of kind kubernetes)
 * @param host host name of the database as the tools see it; {@code localhost} when
 * absent
 * @param port its port there; 27017 when absent
 * @param folder folder where the tools run that has room for an archive; {@code /tmp}
 * when absent
 * @param replicaSet whether it is a replica set: the oplog is then part of every backup,
 * which holds the whole server at one moment; no when absent
 * @param authenticationDatabase database that the store's user is kept in; {@code admin}
 * when absent
 * @param within longest time of a dump or restore; 2 hours when absent
 */
public record MongodbProfile(String container, String host, Integer port, String folder, Boolean replicaSet,
		String authenticationDatabase, Duration within) {

	private static final int USUAL_PORT = 27017;

	public MongodbProfile {
		host = host == null ? "localhost" : host;
		port = port == null ? USUAL_PORT : port;
		folder = folder == null ? "/tmp" : folder;
		replicaSet = replicaSet != null && replicaSet;
		authenticationDatabase = authenticationDatabase == null ? "admin" : authenticationDatabase;
		within = within == null ? Duration.ofHours(2) : within;
	}

}
