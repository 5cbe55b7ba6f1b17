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
 */
public record StoreProfile(@Required String name, @Required Kind kind, String host, Integer port, String database,
		String user, String password, String backups) {

	/** The products. */
	public enum Kind {

		@JsonProperty("postgresql")
		POSTGRESQL, @JsonProperty("mongodb")
		MONGODB, @JsonProperty("redis")
		REDIS, @JsonProperty("kafka")
		KAFKA

	}

}
