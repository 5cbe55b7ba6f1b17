package domain.profile;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A database or cache that is operated.
 *
 * @param name name used by components
 * @param kind which product
 * @param host host name or address
 * @param port port
 * @param database name of the database
 * @param user user
 * @param password reference of the password: {@code env:}, {@code file:} or
 * {@code kubernetes-secret:}
 * @param backups folder that backups are written to
 * @param tls whether it is spoken to over TLS; no when absent (Redis, MongoDB, Kafka)
 * @param mechanism SASL mechanism that user and password are for (Kafka);
 * {@code SCRAM-SHA-512} when absent
 */
public record StoreProfile(@Required String name, @Required Kind kind, String host, Integer port, String database,
		String user, String password, String backups, Boolean tls, String mechanism) {

	public StoreProfile {
		tls = tls != null && tls;
		mechanism = mechanism == null ? "SCRAM-SHA-512" : mechanism;
	}

	/** A store that is spoken to as it comes. */
	public StoreProfile(String name, Kind kind, String host, Integer port, String database, String user,
			String password, String backups) {
		this(name, kind, host, port, database, user, password, backups, null, null);
	}

	/** The products. */
	public enum Kind {

		@JsonProperty("postgresql")
		POSTGRESQL, @JsonProperty("mongodb")
		MONGODB, @JsonProperty("redis")
		REDIS, @JsonProperty("kafka")
		KAFKA

	}

}
