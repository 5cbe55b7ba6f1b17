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
 * @param url web address ({@code http}, {@code mutual-tls}; {@code etcd}: of a member's
 * client port)
 * @param host host name or address ({@code tcp}, {@code dns}, {@code tls},
 * {@code grpc-health}, {@code temporal})
 * @param port port ({@code tcp}, {@code grpc-health}; {@code tls}: 443 when absent;
 * {@code temporal}: 7233)
 * @param tls whether to speak TLS ({@code grpc-health}, {@code temporal}); no when absent
 * @param service name of the service in {@code grpc.health.v1} ({@code grpc-health}; the
 * server as a whole when absent), of the unit ({@code systemd-unit}, a star stands for
 * anything), of the compose service ({@code compose-service})
 * @param target name of the host that is asked over SSH ({@code systemd-unit},
 * {@code compose-service}, {@code disk}, {@code memory}, {@code cpu}, {@code gpu},
 * {@code file-age}, {@code script}); of the cluster in which it is asked
 * ({@code mutual-tls}, {@code script} as a Job)
 * @param from Deployment in one of whose pods curl asks ({@code mutual-tls})
 * @param container container of that pod with the identity ({@code mutual-tls}); that of
 * the Deployment's name when absent
 * @param outside container of that pod without an identity, as a mesh's own proxy is
 * whose traffic goes past itself ({@code mutual-tls}); the same one, asking without the
 * certificate, when absent
 * @param certificate file of the client's certificate in the container
 * ({@code mutual-tls}); absent where a mesh brings it
 * @param key file of its key in the container ({@code mutual-tls})
 * @param authority file of the certificates in the container that the server is trusted
 * by ({@code mutual-tls}); curl's own when absent
 * @param image image of the Job that runs the program ({@code script} on a cluster)
 * @param path a place on the disk ({@code disk}, the root when absent), or a file or the
 * folder of files whose newest counts ({@code file-age})
 * @param command program and arguments ({@code script}), which no shell reads
 * @param namespace Temporal namespace ({@code temporal}), {@code default} when absent
 * @param store name of the store that is asked ({@code sql}, {@code redis},
 * {@code mongodb}, {@code kafka})
 * @param query PromQL that gives one number ({@code prometheus}); read-only SQL whose
 * first value counts ({@code sql}); a list filter whose matching workflows are counted
 * ({@code temporal}). The last two measure the time to an answer without it
 * @param status status that must be answered ({@code http}), 200 when absent
 * @param field JSON Pointer into the answer ({@code http}), a field of {@code INFO}
 * ({@code redis}), or {@code utilization}, {@code memory} or {@code temperature}
 * ({@code gpu}); its number is the measured value where {@code equals} is absent
 * @param equals text that the field, or the first value of the SQL, must be; an address
 * that the name must resolve to ({@code dns})
 * @param headers headers that the answer must carry ({@code http}), each as {@code Name}
 * or {@code Name: value}
 * @param token reference of a bearer token that is sent ({@code http},
 * {@code grpc-health}, {@code temporal}, {@code etcd})
 * @param names names that the certificate must be for ({@code tls}); the host when absent
 * @param trust reference of the certificates in PEM that are trusted ({@code tls}); those
 * that every Java program trusts when absent
 * @param topics topics that must be there, with a leader for each partition
 * ({@code kafka})
 * @param consumerGroup consumer group that must have members and whose lag over all its
 * partitions is the value ({@code kafka}); the number of brokers when absent
 * @param atMost highest value that is not a failure; without a field or a query the value
 * is the time to the answer in seconds
 * @param atLeast lowest value that is not a failure; days left of a certificate
 * ({@code tls})
 * @param degradedAtMost highest good value
 * @param degradedAtLeast lowest good value
 * @param unit unit of the value as people read it; the kind's own when absent
 * @param within longest time to the answer, 5 s when absent
 */
public record Probe(@Required String name, @Required Kind kind, String group, String component, String url, String host,
		Integer port, Boolean tls, String service, String target, String from, String container, String outside,
		String certificate, String key, String authority, String image, String path, List<String> command,
		String namespace, String store, String query, Integer status, String field, String equals, List<String> headers,
		String token, List<String> names, String trust, List<String> topics, String consumerGroup, Double atMost,
		Double atLeast, Double degradedAtMost, Double degradedAtLeast, String unit, Duration within) {

	public Probe {
		group = group == null ? "default" : group;
		tls = tls != null && tls;
		headers = SystemProfile.listOf(headers);
		command = SystemProfile.listOf(command);
		names = SystemProfile.listOf(names);
		topics = SystemProfile.listOf(topics);
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
		/** A name that resolves, asked as the worker's system does. */
		@JsonProperty("dns")
		DNS,
		/** A certificate: trusted, for the right names, and how many days it has left. */
		@JsonProperty("tls")
		TLS,
		/**
		 * A server inside the cluster that takes a client with its certificate and turns
		 * away one without; the value is the time to the answer.
		 */
		@JsonProperty("mutual-tls")
		MUTUAL_TLS,
		/** A gRPC service that says of itself that it serves (grpc.health.v1). */
		@JsonProperty("grpc-health")
		GRPC_HEALTH,
		/** A query of the system's Prometheus. */
		@JsonProperty("prometheus")
		PROMETHEUS,
		/** A PostgreSQL database that takes us in and answers. */
		@JsonProperty("sql")
		SQL,
		/** A Redis that answers PING, or a number of its INFO. */
		@JsonProperty("redis")
		REDIS,
		/** A MongoDB whose primary answers. */
		@JsonProperty("mongodb")
		MONGODB,
		/** A Kafka: brokers, topics, the lag of a consumer group. */
		@JsonProperty("kafka")
		KAFKA,
		/** An etcd member that has a leader and no alarm. */
		@JsonProperty("etcd")
		ETCD,
		/** A Temporal server: a namespace, or the number of workflows that match. */
		@JsonProperty("temporal")
		TEMPORAL,
		/** A systemd unit that is active; the value is how often it was restarted. */
		@JsonProperty("systemd-unit")
		SYSTEMD_UNIT,
		/** A compose service whose containers run and are not unhealthy. */
		@JsonProperty("compose-service")
		COMPOSE_SERVICE,
		/** How full a disk is, in percent. */
		@JsonProperty("disk")
		DISK,
		/** How much memory is not available, in percent. */
		@JsonProperty("memory")
		MEMORY,
		/** How busy all processors are during a second, in percent. */
		@JsonProperty("cpu")
		CPU,
		/** The busiest, fullest (percent) or hottest GPU, by nvidia-smi. */
		@JsonProperty("gpu")
		GPU,
		/** How old the newest file is, in hours. */
		@JsonProperty("file-age")
		FILE_AGE,
		/**
		 * A program on the host, or in a Job on the cluster: exit code 0 is healthy; with
		 * limits the first number that it writes is the value. It must change nothing.
		 */
		@JsonProperty("script")
		SCRIPT

	}

}
