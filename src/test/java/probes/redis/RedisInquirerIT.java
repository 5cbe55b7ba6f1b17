package probes.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import domain.diagnosis.Rows;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.StoreProfile;
import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import local.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probes.Asked;
import probes.Inquired;

/** Against a real Redis that asks for a password. */
class RedisInquirerIT {

	private static final int KEYS = 2_500;

	@TempDir
	static Path folder;

	private static RedisServer server;

	private static RedisClients clients;

	@BeforeAll
	static void start() {
		server = new RedisServer(folder.resolve("redis"));
		server.start();
		clients = new RedisClients(Asked.secrets(Map.of("env:RIGHT", RedisServer.PASSWORD)));
		RedisClient client = clients.open(store(", password: \"env:RIGHT\""), Duration.ofSeconds(10));
		try (var connection = client.connect()) {
			for (int number = 0; number < KEYS; number++) {
				connection.async().set("decision:processed:" + number, "x");
			}
			connection.sync().setex("ticket:1", 1000, "paid");
			connection.sync().set("ticket:*", "a star");
			connection.sync().lpush("queue", "a", "b");
		}
		finally {
			client.shutdown();
		}
	}

	@AfterAll
	static void stop() {
		clients.close();
		server.close();
	}

	private static StoreProfile store(String password) {
		return Asked.store("kind: redis, host: 127.0.0.1, port: " + server.port() + password);
	}

	private static Rows ask(String text, Map<String, String> values) {
		return Inquired.ask(new RedisInquirer(clients), "kind: redis, store: store, text: \"" + text + "\"", values,
				store(", password: \"env:RIGHT\""));
	}

	@Test
	void keysAreCountedAndListedByScan() {
		assertThat(ask("COUNT decision:processed:*", Map.of()).rows())
			.containsExactly(Map.of("pattern", "decision:processed:*", "keys", KEYS));
		Rows listed = ask("SCAN decision:processed:*", Map.of());
		assertThat(listed.rows()).hasSize(100).doesNotHaveDuplicates();
		assertThat(listed.more()).isTrue();
		assertThat(ask("SCAN ticket::id", Map.of("id", "*")).rows()).as("a value is no pattern")
			.containsExactly(Map.of("key", "ticket:*", "ttl", "never expires"));
	}

	@Test
	void oneKeyTheSizeAndTheServersOwnWordsAreRead() {
		assertThat(ask("GET ticket::id", Map.of("id", "1")).rows())
			.containsExactly(Map.of("key", "ticket:1", "type", "string", "value", "paid"));
		assertThat(ask("GET queue", Map.of()).rows().getFirst()).containsEntry("type", "list")
			.containsEntry("value", null);
		assertThat(Integer.parseInt(ask("TTL ticket::id", Map.of("id", "1")).rows().getFirst().get("ttl").toString()))
			.isBetween(900, 1000);
		assertThat(ask("TTL ticket::id", Map.of("id", "2")).rows().getFirst()).containsEntry("ttl", "no such key");
		assertThat(ask("LLEN queue", Map.of()).rows().getFirst()).containsEntry("length", 2L);
		assertThat(ask("DBSIZE", Map.of()).rows()).containsExactly(Map.of("keys", KEYS + 3L));
		assertThat(ask("INFO memory", Map.of()).rows()).anyMatch(row -> row.get("field").equals("used_memory_human"));
	}

	@Test
	void whatIsRefusedIsSaidWithoutTheSecret() {
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> Inquired.ask(new RedisInquirer(clients), "kind: redis, store: store, text: DBSIZE",
					Map.of(), store("")))
			.withMessageContaining("NOAUTH")
			.matches(failure -> failure.kind() == FailureKind.PROFILE);
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> Inquired.ask(new RedisInquirer(clients), "kind: redis, store: store, text: DBSIZE",
					Map.of(), Asked.store("kind: redis, host: 127.0.0.1, port: 1")))
			.withMessageContaining("127.0.0.1:1");
	}

}
