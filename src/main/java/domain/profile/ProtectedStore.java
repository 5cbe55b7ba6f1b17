package domain.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Something that is backed up and restored by itself.
 *
 * @param name the name operators type
 * @param engine how it is backed up
 * @param store name of the store, for engines of databases, caches and queues
 * @param target name of the target, for engines that work on a cluster or host
 * @param destination name of the destination; absent where the engine keeps its backups
 * itself
 * @param include what of it: namespaces (velero), groups (kafka), everything when empty;
 * one folder of a host (files), beside which the SSH user may make others; files of a
 * host (configuration)
 * @param expects what every backup must hold, for example {@code public.conversations}: a
 * backup without it is refused
 * @param retention how long backups are kept
 * @param objectives what was promised about loss and outage
 * @param restore how it is brought back
 * @param velero how Velero is installed and what is asked of it (velero)
 * @param script the system's own programs (script)
 * @param redis how it runs on its host (redis)
 * @param mongodb where MongoDB's tools run (mongodb)
 * @param objects which ConfigMaps and Secrets (configuration, on a cluster)
 * @param postgresql how PostgreSQL's programs are used (postgresql, postgresql-physical)
 */
public record ProtectedStore(@Required String name, @Required Engine engine, String store, String target,
		String destination, List<String> include, List<String> expects, Retention retention, Objectives objectives,
		RestoreProfile restore, VeleroProfile velero, ScriptProfile script, RedisProfile redis, MongodbProfile mongodb,
		ObjectsProfile objects, PostgresqlProfile postgresql) {

	public ProtectedStore {
		include = SystemProfile.listOf(include);
		expects = SystemProfile.listOf(expects);
		retention = retention == null ? Retention.usual() : retention;
		objectives = objectives == null ? new Objectives(null, null, null) : objectives;
		restore = restore == null ? RestoreProfile.usual() : restore;
		velero = velero == null ? VeleroProfile.usual() : velero;
		postgresql = postgresql == null ? PostgresqlProfile.usual() : postgresql;
	}

	/** One that PostgreSQL has nothing to do with, or as it usually is. */
	public ProtectedStore(String name, Engine engine, String store, String target, String destination,
			List<String> include, List<String> expects, Retention retention, Objectives objectives,
			RestoreProfile restore, VeleroProfile velero, ScriptProfile script, RedisProfile redis,
			MongodbProfile mongodb, ObjectsProfile objects) {
		this(name, engine, store, target, destination, include, expects, retention, objectives, restore, velero, script,
				redis, mongodb, objects, null);
	}

	/** One that Velero has nothing to do with, or as it usually is. */
	public ProtectedStore(String name, Engine engine, String store, String target, String destination,
			List<String> include, List<String> expects, Retention retention, Objectives objectives,
			RestoreProfile restore) {
		this(name, engine, store, target, destination, include, expects, retention, objectives, restore, null, null,
				null, null, null);
	}

	/** How long backups of a kind are kept. */
	public Retention retention(String kind) {
		return engine == Engine.POSTGRESQL_PHYSICAL && PostgresqlProfile.INCREMENTAL.equals(kind)
				? postgresql.incrementals() : retention;
	}

	/** The ways to back up. */
	public enum Engine {

		@JsonProperty("postgresql")
		POSTGRESQL, @JsonProperty("postgresql-physical")
		POSTGRESQL_PHYSICAL, @JsonProperty("mongodb")
		MONGODB, @JsonProperty("redis")
		REDIS, @JsonProperty("kafka")
		KAFKA, @JsonProperty("velero")
		VELERO, @JsonProperty("files")
		FILES, @JsonProperty("script")
		SCRIPT, @JsonProperty("configuration")
		CONFIGURATION

	}

}
