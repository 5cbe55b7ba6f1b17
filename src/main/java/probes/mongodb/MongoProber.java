package probes.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import domain.probe.Finding;
import domain.probe.Surroundings;
import domain.profile.Probe;
import domain.profile.StoreProfile;
import org.bson.Document;
import org.springframework.stereotype.Component;
import probes.Causes;
import probes.Places;
import probes.Prober;
import probes.Stopwatch;
import secrets.Secrets;

/** Asks MongoDB's primary to answer {@code ping}. */
@Component
class MongoProber implements Prober {

	private static final int NOT_ALLOWED = 13;

	private final Secrets secrets;

	MongoProber(Secrets secrets) {
		this.secrets = secrets;
	}

	@Override
	public Probe.Kind kind() {
		return Probe.Kind.MONGODB;
	}

	@Override
	public Finding ask(Probe probe, Surroundings around) {
		StoreProfile store = Places.store(probe, around);
		String place = Mongo.place(store);
		Stopwatch watch = new Stopwatch();
		try (MongoClient client = MongoClients.create(Mongo.settings(store, probe.within(), secrets))) {
			client.getDatabase(Mongo.database(store)).runCommand(new Document("ping", 1));
			return Finding.took(watch.time(), place + " answers ping");
		}
		catch (MongoSecurityException refused) {
			return unasked(place, store, refused);
		}
		catch (MongoCommandException refused) {
			return refused.getErrorCode() == NOT_ALLOWED ? unasked(place, store, refused)
					: new Finding.Broken(place + " answers " + refused.getErrorMessage());
		}
		catch (MongoTimeoutException nobody) {
			return new Finding.Broken(place + " has no primary that answers: " + Mongo.reason(nobody));
		}
	}

	private static Finding unasked(String place, StoreProfile store, Exception refused) {
		MongoCommandException answer = Causes.first(MongoCommandException.class, refused);
		return new Finding.Unasked(
				place + " does not let us in: " + (answer == null ? Causes.words(refused) : answer.getErrorMessage())
						+ (store.password() == null ? "; the profile gives no password"
								: "; is what stands behind " + store.password() + " right?"));
	}

}
