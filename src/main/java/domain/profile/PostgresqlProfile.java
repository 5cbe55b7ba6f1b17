package domain.profile;

import java.time.Duration;

/**
 * How PostgreSQL's programs are used for a store's backups.
 *
 * @param jobs how many tables and indexes are restored at once; 1 when absent. More than
 * one needs room for the dump in the worker's folder for temporary files
 * @param instances absolute folder in which servers of a run's own are brought up from
 * physical backups; it needs room for the whole server (postgresql-physical)
 * @param programs folder of the server's programs on the worker, of the version that is
 * backed up; {@code /usr/lib/postgresql/VERSION/bin} when absent (postgresql-physical)
 * @param incrementals how long backups of kind {@code incremental} are kept; 7 days when
 * absent (postgresql-physical)
 */
public record PostgresqlProfile(Integer jobs, String instances, String programs, Retention incrementals) {

	/**
	 * The kind of backup that holds what was written since the last one. All others are
	 * full.
	 */
	public static final String INCREMENTAL = "incremental";

	public PostgresqlProfile {
		jobs = jobs == null ? 1 : jobs;
		incrementals = incrementals == null ? new Retention(Duration.ofDays(7), null, null, null, null) : incrementals;
	}

	/** That of a store whose profile says nothing. */
	public static PostgresqlProfile usual() {
		return new PostgresqlProfile(null, null, null, null);
	}

}
