package domain.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;

/**
 * One question to a system, and the answer that it must get. What is measured is judged
 * by the limits: beyond {@code atMost} or {@code atLeast} the probe has failed, beyond
 * {@code degradedAtMost} or {@code degradedAtLeast} it is degraded. Without a limit any
 * answer is healthy.
 *
 * @param name name of the probe, unique in the profile
 * @param kind what is asked, and in which protocol
 * @param group what is asked together at one interval; {@code default} when absent
 * @param component the component that it tells about; absent when it is the system as a
 * whole
 * @param url web address ({@code http})
 * @param host host name or address ({@code tcp})
 * @param port port ({@code tcp})
 * @param store name of the store that is asked ({@code sql})
 * @param query PromQL that gives one number ({@code prometheus}), or read-only SQL whose
 * first value counts ({@code sql}, which only measures the time to an answer without it)
 * @param status status that must be answered ({@code http}), 200 when absent
 * @param field JSON Pointer into the answer ({@code http}); its number is the measured
 * value where {@code equals} is absent
 * @param equals text that the field, or the first value of the SQL, must be
 * @param headers headers that the answer must carry ({@code http}), each as {@code Name}
 * or {@code Name: value}
 * @param token reference of a bearer token that is sent ({@code http})
 * @param atMost highest value that is not a failure; without a field or a query the value
 * is the time to the answer in seconds
 * @param atLeast lowest value that is not a failure
 * @param degradedAtMost highest good value
 * @param degradedAtLeast lowest good value
 * @param unit unit of the value as people read it; the kind's own when absent
 * @param within longest time to the answer, 5 s when absent
 */
public record Probe(@Required String name, @Required Kind kind, String group, String component, String url, String host,
		Integer port, String store, String query, Integer status, String field, String equals, List<String> headers,
		String token, Double atMost, Double atLeast, Double degradedAtMost, Double degradedAtLeast, String unit,
		Duration within) {

	public Probe {
		group = group == null ? "default" : group;
		headers = SystemProfile.listOf(headers);
		within = within == null ? Duration.ofSeconds(5) : within;
	}

	/** What is asked. */
	public enum Kind {

		/** A web address: status, a field of its JSON, headers, the time it takes. */
		@JsonProperty("http")
		HTTP,
		/** A port that takes connections. */
		@JsonProperty("tcp")
		TCP,
		/** A query of the system's Prometheus. */
		@JsonProperty("prometheus")
		PROMETHEUS,
		/** A PostgreSQL database that takes us in and answers. */
		@JsonProperty("sql")
		SQL

	}

}
