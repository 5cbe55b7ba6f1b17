package probes.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import domain.diagnosis.Rows;
import domain.failure.PermanentFailure;
import domain.profile.StoreProfile;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import probes.Asked;
import probes.Inquired;

/** Against a server in memory that speaks MongoDB's protocol. */
class MongoInquirerTest {

	private static final String BY_PLAN = "'{\"find\": \"tickets\", \"filter\": {\"plan_id\": \":plan\"}, \"sort\": {\"number\": -1}}'";

	private static MongoServer server;

	private static int port;

	@BeforeAll
	static void start() {
		server = new MongoServer(new MemoryBackend());
		port = server.bind().getPort();
		try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + port)) {
			var tickets = client.getDatabase("hive").getCollection("tickets");
			for (int number = 1; number <= 5; number++) {
				tickets.insertOne(new Document("number", number).append("plan_id", number < 4 ? "plan-1" : "plan-2")
					.append("at", new Date(0))
					.append("inner", new Document("list", List.of(1, "two"))));
			}
			tickets.createIndex(new Document("plan_id", 1));
		}
	}

	@AfterAll
	static void stop() {
		server.shutdownNow();
	}

	private static StoreProfile store(int port) {
		return Asked.store("kind: mongodb, host: 127.0.0.1, database: hive, port: " + port);
	}

	private static Rows ask(String text, Map<String, String> values, String more) {
		return Inquired.ask(new MongoInquirer(Asked.secrets(Map.of())),
				"kind: mongodb, store: store, text: " + text + more, values, store(port));
	}

	@Test
	void documentsAreFoundByValuesThatStayValues() {
		Rows rows = ask(BY_PLAN, Map.of("plan", "plan-1"), "");
		assertThat(rows.rows()).extracting(row -> row.get("number")).containsExactly(3, 2, 1);
		assertThat(rows.rows().getFirst()).containsEntry("at", "1970-01-01T00:00:00Z")
			.containsEntry("inner", Map.of("list", List.of(1, "two")));
		assertThat(ask(BY_PLAN, Map.of("plan", "{\"$ne\": null}"), "").rows()).isEmpty();
		Rows cut = ask(BY_PLAN, Map.of("plan", "plan-1"), ", limit: 2");
		assertThat(cut.rows()).hasSize(2);
		assertThat(cut.more()).isTrue();
	}

	@Test
	void countsSumsAndIndexesAreRead() {
		assertThat(ask("'{\"count\": \"tickets\"}'", Map.of(), "").rows()).containsExactly(Map.of("count", 5L));
		assertThat(ask("'{\"count\": \"tickets\", \"query\": {\"plan_id\": \":plan\"}}'", Map.of("plan", "plan-2"), "")
			.rows()).containsExactly(Map.of("count", 2L));
		assertThat(ask(
				"'{\"aggregate\": \"tickets\", \"pipeline\": [{\"$match\": {\"plan_id\": \":plan\"}},"
						+ " {\"$group\": {\"_id\": \"$plan_id\", \"most\": {\"$max\": \"$number\"}}}]}'",
				Map.of("plan", "plan-2"), "")
			.rows()).containsExactly(Map.of("_id", "plan-2", "most", 5));
		assertThat(ask("'{\"listIndexes\": \"tickets\"}'", Map.of(), "").rows()).hasSize(2);
		assertThat(ask("'{\"collStats\": \"tickets\"}'", Map.of(), "").rows().getFirst()).containsKey("count");
	}

	@Test
	void aServerThatIsNotThereIsNamed() {
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> Inquired.ask(new MongoInquirer(Asked.secrets(Map.of())),
					"kind: mongodb, store: store, within: PT1S, text: '{\"count\": \"tickets\"}'", Map.of(), store(1)))
			.withMessageContaining("127.0.0.1:1");
	}

}
