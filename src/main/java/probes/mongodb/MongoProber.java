package probes.mongodb;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import domain.probe.Finding;
import domain.probe.Surroundings;
import domain.profile.Probe;
import domain.profile.StoreProfile;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

	private static final int USUAL_PORT = 27017;

	private static final int NOT_ALLOWED = 13;

	private static final String ADMIN = "admin";

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
		String place = Places.address(store, USUAL_PORT);
		Stopwatch watch = new Stopwatch();
		try (MongoClient client = MongoClients.create(settings(probe, store))) {
			client.getDatabase(database(store)).runCommand(new Document("ping", 1));
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
			return new Finding.Broken(place + " has no primary that answers: " + reason(nobody));
		}
	}

	/**
	 * The driver describes its whole view of the cluster; what it saw last is the reason.
	 */
	private static String reason(MongoTimeoutException nobody) {
		String words = nobody.getMessage();
		int caused = words.lastIndexOf("caused by {");
		return caused < 0 ? words : words.substring(caused + "caused by {".length()).replaceAll("[}\\]]+$", "");
	}

	private static Finding unasked(String place, StoreProfile store, Exception refused) {
		MongoCommandException answer = Causes.first(MongoCommandException.class, refused);
		return new Finding.Unasked(
				place + " does not let us in: " + (answer == null ? Causes.words(refused) : answer.getErrorMessage())
						+ (store.password() == null ? "; the profile gives no password"
								: "; is what stands behind " + store.password() + " right?"));
	}

	private MongoClientSettings settings(Probe probe, StoreProfile store) {
		long patience = probe.within().toMillis();
		MongoClientSettings.Builder settings = MongoClientSettings.builder()
			.applicationName("holdfast")
			.applyToClusterSettings(cluster -> cluster
				.hosts(List.of(new ServerAddress(Places.host(store), Places.port(store, USUAL_PORT))))
				.serverSelectionTimeout(patience - patience / 10, TimeUnit.MILLISECONDS))
			.applyToSocketSettings(socket -> socket.connectTimeout((int) patience, TimeUnit.MILLISECONDS)
				.readTimeout((int) patience, TimeUnit.MILLISECONDS))
			.applyToSslSettings(tls -> tls.enabled(store.tls()));
		if (store.user() != null && store.password() != null) {
			settings.credential(MongoCredential.createCredential(store.user(), database(store),
					secrets.resolve(store.password()).toCharArray()));
		}
		return settings.build();
	}

	private static String database(StoreProfile store) {
		return store.database() == null ? ADMIN : store.database();
	}

}
