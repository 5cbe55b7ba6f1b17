package probes.mongodb;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import domain.profile.StoreProfile;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import probes.Places;
import secrets.Secrets;

/** How a MongoDB store is connected to, for questions that change nothing. */
public final class Mongo {

	private static final int USUAL_PORT = 27017;

	private static final String ADMIN = "admin";

	private Mongo() {
	}

	/** Settings of a client that gives up after this time. */
	public static MongoClientSettings settings(StoreProfile store, Duration within, Secrets secrets) {
		long patience = within.toMillis();
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

	/** Host and port, for messages. */
	public static String place(StoreProfile store) {
		return Places.address(store, USUAL_PORT);
	}

	static String database(StoreProfile store) {
		return store.database() == null ? ADMIN : store.database();
	}

	/**
	 * The driver describes its whole view of the cluster; what it saw last is the reason.
	 */
	static String reason(MongoTimeoutException nobody) {
		String words = nobody.getMessage();
		int caused = words.lastIndexOf("caused by {");
		return caused < 0 ? words : words.substring(caused + "caused by {".length()).replaceAll("[}\\]]+$", "");
	}

}
