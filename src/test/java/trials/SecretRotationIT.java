package trials;

import static org.assertj.core.api.Assertions.assertThat;

import activities.SecretRotationsForTests;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import domain.run.Outcome;
import io.temporal.client.WorkflowStub;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import local.LocalStack;
import local.LocalStack.Part;
import local.PostgresServer;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import secrets.Secrets;
import stores.postgresql.LoginsForTests;
import systems.TestProfiles;
import targets.kubernetes.SecretPlacesForTests;

/**
 * A login of a real PostgreSQL, in a Secret of a real API server, rotated twice while
 * clients work: no request fails, and the values are nowhere but where they belong.
 */
class SecretRotationIT {

	private static final String DATABASE = "rotation";

	private static final String NAMESPACE = "rotation";

	private static final String FIRST = "first-value-of-the-trial";

	private final LocalStack stack = LocalStack.shared().start(Part.KUBERNETES, Part.SYSTEM_DATABASE);

	private final PostgresServer server = stack.systemDatabase();

	private final AtomicInteger requests = new AtomicInteger();

	private final List<String> failed = new CopyOnWriteArrayList<>();

	private volatile boolean over;

	/** Clients of the pods that serve; a restart makes new ones before the old go. */
	private CountDownLatch serving;

	@Test
	void noRequestFailsAndNoValueIsSeenWhileALoginTakesItsTurn() throws Exception {
		prepare();
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		log.start();
		root.addAppender(log);
		List<String> values = new ArrayList<>(List.of(FIRST));
		serving = serve();
		try (Theatre theatre = new Theatre(TestProfiles.read(SecretRotationTest.SHOP
			.formatted(stack.kubernetes().kubeconfig(), NAMESPACE, server.port(), DATABASE)))) {
			theatre.estate.instances.put("api", 3);
			theatre.safe.real = SecretRotationsForTests.on(LoginsForTests.with(SECRETS),
					SecretPlacesForTests.with(SECRETS));
			for (String next : List.of("shop_b", "shop_a")) {
				theatre.during("restartWorkload", this::rollOver);
				WorkflowStub run = theatre.start("SecretRotation", "to-" + next, Map.of("system", "shop"));
				assertThat(run.getResult(Outcome.class).summary()).contains(next);
				values.add(secret("password"));
				assertThat(secret("username")).isEqualTo(next);
				assertThat(logsIn(next, values.getLast())).isTrue();
				assertThat(logsIn(next.equals("shop_a") ? "shop_b" : "shop_a", values.get(values.size() - 2)))
					.as("the old one is revoked")
					.isFalse();
				String history = theatre.client().fetchHistory("to-" + next).toJson(true);
				assertThat(values).allSatisfy(value -> assertThat(history).doesNotContain(value)
					.doesNotContain(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
			}
		}
		finally {
			over = true;
			root.detachAppender(log);
		}
		assertThat(serving.await(1, TimeUnit.MINUTES)).isTrue();
		assertThat(failed).isEmpty();
		assertThat(requests.get()).isGreaterThan(50);
		assertThat(values).doesNotHaveDuplicates();
		assertThat(log.list).allSatisfy(event -> assertThat(values).noneMatch(event.getFormattedMessage()::contains));
		assertThat(secrets()).as("no copy is left").containsExactly("api-database");
	}

	private static final Secrets SECRETS = new Secrets() {

		private final String key = Base64.getEncoder().encodeToString(SecureRandom.getSeed(32));

		@Override
		public String resolve(String reference) {
			return find(reference).orElseThrow();
		}

		@Override
		public Optional<String> find(String reference) {
			return Optional.of(reference.equals("env:ADMIN") ? PostgresServer.PASSWORD : key);
		}

	};

	private void prepare() {
		server.createDatabase(DATABASE);
		server.execute(DATABASE, """
				CREATE ROLE shop_owner;
				CREATE ROLE shop_a LOGIN PASSWORD '%s' IN ROLE shop_owner;
				ALTER ROLE shop_a SET role TO shop_owner;
				GRANT CREATE ON SCHEMA public TO shop_owner;
				CREATE TABLE orders (id serial, at timestamptz DEFAULT now());
				ALTER TABLE orders OWNER TO shop_owner;
				""".formatted(FIRST));
		stack.kubernetes().apply("""
				apiVersion: v1
				kind: Namespace
				metadata: {name: %1$s}
				---
				apiVersion: v1
				kind: Secret
				metadata: {name: api-database, namespace: %1$s}
				stringData: {username: shop_a, password: %2$s, other: stays}
				""".formatted(NAMESPACE, FIRST));
	}

	private String secret(String key) {
		return new String(Base64.getDecoder()
			.decode(stack.kubernetes()
				.client()
				.secrets()
				.inNamespace(NAMESPACE)
				.withName("api-database")
				.get()
				.getData()
				.get(key)), StandardCharsets.UTF_8);
	}

	private List<String> secrets() {
		return stack.kubernetes()
			.client()
			.secrets()
			.inNamespace(NAMESPACE)
			.list()
			.getItems()
			.stream()
			.map(each -> each.getMetadata().getName())
			.toList();
	}

	private Connection connect(String user, String value) throws SQLException {
		return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + server.port() + "/" + DATABASE, user,
				value);
	}

	private boolean logsIn(String user, String value) {
		try (Connection connection = connect(user, value)) {
			return connection.isValid(5);
		}
		catch (SQLException refused) {
			return false;
		}
	}

	/** As a rolling restart does: the new pods serve before the old ones end. */
	private void rollOver() {
		CountDownLatch old = serving;
		serving = serve();
		old.countDown();
	}

	/** Three pods that take requests until they are told to end. */
	private CountDownLatch serve() {
		String user = secret("username");
		String value = secret("password");
		CountDownLatch told = new CountDownLatch(1);
		CountDownLatch ready = new CountDownLatch(3);
		for (int pod = 0; pod < 3; pod++) {
			Thread.ofVirtual().start(() -> {
				// Nobody can log in: that is one failed request.
				try (Connection connection = connect(user, value); Statement statement = connection.createStatement()) {
					ready.countDown();
					while (!over && !told.await(10, TimeUnit.MILLISECONDS)) {
						statement.execute("INSERT INTO orders DEFAULT VALUES");
						requests.incrementAndGet();
					}
					told.countDown();
				}
				catch (SQLException | InterruptedException refused) {
					failed.add(user + ": " + refused.getMessage());
					ready.countDown();
				}
			});
		}
		await(ready);
		return told;
	}

	private static void await(CountDownLatch ready) {
		org.awaitility.Awaitility.await().atMost(local.Patience.LIMIT).until(() -> ready.getCount() == 0);
	}

}
