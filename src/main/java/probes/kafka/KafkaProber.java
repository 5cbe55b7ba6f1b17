package probes.kafka;

import domain.probe.Finding;
import domain.probe.Surroundings;
import domain.profile.Probe;
import domain.profile.StoreProfile;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.springframework.stereotype.Component;
import probes.Causes;
import probes.Places;
import probes.Prober;
import secrets.Secrets;

/** Asks Kafka for its brokers, its topics, the lag of a consumer group. */
@Component
class KafkaProber implements Prober {

	private static final int USUAL_PORT = 9092;

	private final Secrets secrets;

	KafkaProber(Secrets secrets) {
		this.secrets = secrets;
	}

	@Override
	public Probe.Kind kind() {
		return Probe.Kind.KAFKA;
	}

	@Override
	public Finding ask(Probe probe, Surroundings around) throws InterruptedException {
		StoreProfile store = Places.store(probe, around);
		String place = Places.address(store, USUAL_PORT);
		Admin admin = Admin.create(settings(probe, store));
		try {
			return new KafkaQuestions(admin, probe, place).ask();
		}
		catch (ExecutionException failure) {
			return refused(place, store, failure.getCause());
		}
		finally {
			// At once: what is still under way has had its time.
			admin.close(java.time.Duration.ZERO);
		}
	}

	private static Finding refused(String place, StoreProfile store, Throwable failure) {
		String words = place + ": " + Causes.words(failure);
		boolean notAllowed = failure instanceof AuthenticationException || failure instanceof AuthorizationException;
		return notAllowed ? new Finding.Unasked(words + "; is what stands behind " + store.password() + " right?")
				: new Finding.Broken(words);
	}

	private Properties settings(Probe probe, StoreProfile store) {
		Properties settings = new Properties();
		settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Places.address(store, USUAL_PORT));
		settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "holdfast");
		int patience = Math.toIntExact(probe.within().toMillis());
		settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patience);
		settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
		settings.put(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
		settings.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
		boolean identified = store.user() != null && store.password() != null;
		settings.put(AdminClientConfig.SECURITY_PROTOCOL_CONFIG,
				(identified ? "SASL_" : "") + (store.tls() ? "SSL" : "PLAINTEXT"));
		if (identified) {
			settings.put("sasl.mechanism", store.mechanism());
			settings.put("sasl.jaas.config", login(store));
		}
		return settings;
	}

	private String login(StoreProfile store) {
		String module = store.mechanism().equals("PLAIN") ? "org.apache.kafka.common.security.plain.PlainLoginModule"
				: "org.apache.kafka.common.security.scram.ScramLoginModule";
		return module + " required username=" + quoted(store.user()) + " password="
				+ quoted(secrets.resolve(store.password())) + ";";
	}

	private static String quoted(String text) {
		return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}

}
