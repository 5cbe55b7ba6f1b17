package probes.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import domain.diagnosis.Question;
import domain.diagnosis.Rows;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.probe.Surroundings;
import domain.profile.NamedQuery;
import domain.profile.StoreProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.stereotype.Component;
import probes.Causes;
import probes.Inquirer;
import probes.Places;
import secrets.Secrets;

/**
 * Reads a MongoDB collection: find, count, aggregate, collStats, listIndexes. A parameter
 * takes the place of a whole text in the query, as a text: it can become no operator.
 */
@Component
class MongoInquirer implements Inquirer {

	private final Secrets secrets;

	MongoInquirer(Secrets secrets) {
		this.secrets = secrets;
	}

	@Override
	public NamedQuery.Kind kind() {
		return NamedQuery.Kind.MONGODB;
	}

	@Override
	public Rows ask(Question question, Surroundings around) {
		NamedQuery query = question.query();
		StoreProfile store = Places.store(query.store(), around);
		Document order = Bound.of(Document.parse(query.text()), question.values());
		try (MongoClient client = MongoClients.create(Mongo.settings(store, query.within(), secrets))) {
			return Rows.atMost(query.limit(), rows(client.getDatabase(Mongo.database(store)), order, query));
		}
		catch (MongoTimeoutException nobody) {
			throw new TransientFailure(Mongo.place(store) + " has no primary that answers: " + Mongo.reason(nobody),
					nobody);
		}
		catch (MongoSecurityException refused) {
			throw new PermanentFailure(FailureKind.FORBIDDEN,
					"%s does not let us in (%s); is what stands behind %s right?".formatted(Mongo.place(store),
							words(refused), store.password()),
					refused);
		}
		catch (MongoException refused) {
			throw new PermanentFailure(FailureKind.PROFILE, Mongo.place(store) + " answers " + words(refused), refused);
		}
	}

	private static String words(Exception refused) {
		MongoCommandException answer = Causes.first(MongoCommandException.class, refused);
		return answer == null ? Causes.words(refused) : answer.getErrorMessage();
	}

	private static List<Map<String, Object>> rows(MongoDatabase database, Document order, NamedQuery query) {
		String verb = order.keySet().iterator().next();
		MongoCollection<Document> collection = database.getCollection(order.getString(verb));
		long patience = query.within().toMillis();
		List<Document> found = switch (verb) {
			case "find" -> collection.find(part(order, "filter"))
				.sort(part(order, "sort"))
				.projection(part(order, "projection"))
				.limit(query.limit() + 1)
				.maxTime(patience, TimeUnit.MILLISECONDS)
				.into(new ArrayList<>());
			case "count" -> List.of(new Document("count", collection.countDocuments(part(order, "query"))));
			case "aggregate" -> collection.aggregate(pipeline(order, query.limit()))
				.maxTime(patience, TimeUnit.MILLISECONDS)
				.into(new ArrayList<>());
			case "collStats" -> List.of(database.runCommand(new Document(verb, order.getString(verb))));
			case "listIndexes" -> collection.listIndexes().into(new ArrayList<>());
			default -> throw new PermanentFailure(FailureKind.PROFILE, "nothing here reads by " + verb);
		};
		return found.stream().map(Bound::plain).toList();
	}

	private static Document part(Document order, String name) {
		return order.get(name, new Document());
	}

	private static List<Document> pipeline(Document order, int limit) {
		List<Document> stages = new ArrayList<>(order.getList("pipeline", Document.class, List.of()));
		stages.add(new Document("$limit", limit + 1));
		return stages;
	}

}
