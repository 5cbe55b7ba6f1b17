package probes.kafka;

import domain.profile.StoreProfile;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;
import probes.Places;
import secrets.Secrets;

/** How a Kafka store is connected to, for questions that change nothing. */
public final class KafkaSettings {

	private static final int USUAL_PORT = 9092;

	private KafkaSettings() {
	}

	/** Host and port, for messages. */
	public static String place(StoreProfile store) {
		return Places.address(store, USUAL_PORT);
	}

	/** Settings of an administrator that gives up after this time. */
	public static Properties of(StoreProfile store, Duration within, Secrets secrets) {
		Properties settings = new Properties();
		settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, place(store));
		settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "holdfast");
		int patience = Math.toIntExact(within.toMillis());
		settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patience);
		settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
		settings.put(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
		settings.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
		boolean identified = store.user() != null && store.password() != null;
		settings.put(AdminClientConfig.SECURITY_PROTOCOL_CONFIG,
				(identified ? "SASL_" : "") + (store.tls() ? "SSL" : "PLAINTEXT"));
		if (identified) {
			settings.put("sasl.mechanism", store.mechanism());
			settings.put("sasl.jaas.config", login(store, secrets));
		}
		return settings;
	}

	private static String login(StoreProfile store, Secrets secrets) {
		String module = store.mechanism().equals("PLAIN") ? "org.apache.kafka.common.security.plain.PlainLoginModule"
				: "org.apache.kafka.common.security.scram.ScramLoginModule";
		return module + " required username=" + quoted(store.user()) + " password="
				+ quoted(secrets.resolve(store.password())) + ";";
	}

	private static String quoted(String text) {
		return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}

}
