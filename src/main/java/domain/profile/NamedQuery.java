package domain.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A question that operators ask a system by its name, and that changes nothing there.
 * Each {@code :name} of a parameter in the text stands for the value that the operator
 * gives; it is handed over as a value, never pasted.
 *
 * @param name name of the query, unique in the profile
 * @param title what it tells, one line
 * @param kind what is asked, and in which language
 * @param store name of the store that is asked ({@code sql}, {@code mongodb},
 * {@code redis}, {@code kafka})
 * @param source name of the probe whose address is asked ({@code temporal})
 * @param text the question. {@code sql}: one statement that reads. {@code mongodb}: one
 * JSON object, {@code find}, {@code count}, {@code aggregate}, {@code collStats} or
 * {@code listIndexes} with a collection, as its commands are; a parameter is a whole text
 * ({@code {"status": ":status"}}). {@code redis}: COUNT or SCAN with a pattern, TTL, GET
 * or LLEN with a key, DBSIZE, INFO with a section. {@code kafka}: TOPICS, DESCRIBE or
 * NEWEST with a topic, LAG or MEMBERS with a consumer group. {@code prometheus}: PromQL,
 * a parameter inside quotes. {@code temporal}: LIST with a list filter, a parameter
 * inside quotes; DESCRIBE or HISTORY with a workflow id. {@code http}: an address that
 * answers with JSON, the rows at the JSON Pointer behind its {@code #}
 * @param parameters what the operator gives
 * @param limit most rows of an answer, 100 when absent
 * @param within longest time to the answer, 10 s when absent
 * @param diagnostics whether its answer belongs into every archive of diagnostics; no
 * when absent. All its parameters then have defaults
 */
public record NamedQuery(@Required String name, String title, @Required Kind kind, String store, String source,
		@Required String text, List<QueryParameter> parameters, Integer limit, Duration within, Boolean diagnostics) {

	private static final int USUAL_LIMIT = 100;

	public NamedQuery {
		parameters = SystemProfile.listOf(parameters);
		limit = limit == null ? USUAL_LIMIT : limit;
		within = within == null ? Duration.ofSeconds(10) : within;
		diagnostics = diagnostics != null && diagnostics;
	}

	public Optional<QueryParameter> parameter(String wanted) {
		return parameters.stream().filter(parameter -> parameter.name().equals(wanted)).findFirst();
	}

	/** What is asked, and in which language. */
	public enum Kind {

		/** PostgreSQL, in a transaction that cannot write. */
		@JsonProperty("sql")
		SQL,
		/** A MongoDB collection. */
		@JsonProperty("mongodb")
		MONGODB,
		/** Keys of a Redis, never by KEYS. */
		@JsonProperty("redis")
		REDIS,
		/** Topics and consumer groups of a Kafka. */
		@JsonProperty("kafka")
		KAFKA,
		/** Series of the system's Prometheus. */
		@JsonProperty("prometheus")
		PROMETHEUS,
		/** Workflows of the system's own Temporal. */
		@JsonProperty("temporal")
		TEMPORAL,
		/** A web address that answers with JSON. */
		@JsonProperty("http")
		HTTP

	}

}
