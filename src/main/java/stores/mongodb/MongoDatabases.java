package stores.mongodb;

import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import domain.drill.Canary;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.profile.StoreProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.bson.Document;
import probes.mongodb.Mongo;
import secrets.Secrets;

/** Databases of a server, as the worker sees them. */
final class MongoDatabases {

	private static final String ID = "_id";

	private static final String MARKED = "marked_at";

	private static final Duration ANSWER = Duration.ofMinutes(5);

	private final StoreProfile store;

	private final Secrets secrets;

	MongoDatabases(StoreProfile store, Secrets secrets) {
		this.store = store;
		this.secrets = secrets;
	}

	/** Documents by {@code database.collection}, under the name that they have for us. */
	SortedMap<String, Long> counts(String database, String named) {
		return ask(client -> {
			SortedMap<String, Long> counts = new TreeMap<>();
			MongoDatabase asked = client.getDatabase(database);
			for (String collection : asked.listCollectionNames()) {
				if (!collection.startsWith("system.")) {
					counts.put(named + "." + collection, asked.getCollection(collection).countDocuments());
				}
			}
			return counts;
		});
	}

	/** Gives the document of this name the present moment. */
	Instant mark(String database, String collection, String name) {
		Date now = new Date();
		return ask(client -> {
			client.getDatabase(database)
				.getCollection(collection)
				.replaceOne(Filters.eq(ID, name), new Document(ID, name).append(MARKED, now),
						new ReplaceOptions().upsert(true));
			return now.toInstant();
		});
	}

	/** Empty when there is none. */
	Optional<Canary> newestMark(String database, String collection) {
		return ask(client -> Optional.ofNullable(
				client.getDatabase(database).getCollection(collection).find().sort(Sorts.descending(MARKED)).first())
			.map(found -> new Canary(found.getString(ID), found.getDate(MARKED).toInstant(), null)));
	}

	/** Whether each collection that is not empty gives a document. */
	SortedMap<String, Boolean> firstDocuments(String database) {
		return ask(client -> {
			SortedMap<String, Boolean> read = new TreeMap<>();
			MongoDatabase asked = client.getDatabase(database);
			for (String collection : asked.listCollectionNames()) {
				if (!collection.startsWith("system.")) {
					boolean there = asked.getCollection(collection).find().first() != null;
					if (there || asked.getCollection(collection).countDocuments() > 0) {
						read.put(collection, there);
					}
				}
			}
			return read;
		});
	}

	/** Not there: nothing. */
	void drop(String database) {
		ask(client -> {
			client.getDatabase(database).drop();
			return database;
		});
	}

	private <T> T ask(Function<MongoClient, T> question) {
		String place = "MongoDB at " + Mongo.place(store);
		try (MongoClient client = MongoClients.create(Mongo.settings(store, ANSWER, secrets))) {
			return question.apply(client);
		}
		catch (MongoSecurityException refused) {
			throw new PermanentFailure(FailureKind.FORBIDDEN, place + ": " + refused.getMessage(), refused);
		}
		catch (MongoException failed) {
			// 13: the user may not.
			String words = place + ": " + failed.getMessage();
			throw failed.getCode() == 13 ? new PermanentFailure(FailureKind.FORBIDDEN, words, failed)
					: new TransientFailure(words, failed);
		}
	}

}
