package probes.kafka;

import domain.probe.Finding;
import domain.probe.Surroundings;
import domain.profile.Probe;
import domain.profile.StoreProfile;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
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
		String place = KafkaSettings.place(store);
		Admin admin = Admin.create(KafkaSettings.of(store, probe.within(), secrets));
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

}
