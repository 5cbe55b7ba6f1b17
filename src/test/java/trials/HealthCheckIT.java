package trials;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import domain.run.Outcome;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import local.Application;
import local.LocalEnvironment;
import local.LocalStack.Part;
import local.LocalStack;
import local.Patience;
import local.PostgresServer;
import local.SlackStandIn;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Through the front door: a real Temporal, a ledger that goes away and comes back, real
 * servers to be asked, the application as a process.
 */
class HealthCheckIT {

	private static final String LEDGER = "ledger_health";

	@TempDir
	Path folder;

	private final AtomicInteger status = new AtomicInteger(200);

	@Test
	void oneMessageWhenAStateChangesOneWhenItComesBackAndNoneWithoutTheLedger() throws Exception {
		HttpServer shop = shop();
		try (LocalStack stack = new LocalStack(folder.resolve("stack")).start(Part.TEMPORAL, Part.LEDGER,
				Part.SYSTEM_DATABASE, Part.PROMETHEUS);
				SlackStandIn slack = new SlackStandIn(folder.resolve("messages.log"))) {
			stack.ledger().createDatabase(LEDGER);
			profile(stack, shop);
			Application application = new Application(folder, environment(stack, slack));
			application.start();
			try {
				assertThat(check(stack, Map.of("system", "shop")).summary()).isEqualTo("shop: 3 healthy");
				breaksAndComesBack(stack, slack);
				staysQuietWithoutTheLedger(stack, slack);
			}
			finally {
				application.stop();
			}
		}
		finally {
			shop.stop(0);
		}
	}

	private void breaksAndComesBack(LocalStack stack, SlackStandIn slack) throws TimeoutException {
		status.set(503);
		assertThat(check(stack, Map.of("system", "shop")).summary()).contains("2 healthy, 1 failed").contains("503");
		assertThat(slack.messages()).isEmpty();
		check(stack, Map.of("system", "shop", "group", "endpoints"));
		check(stack, Map.of("system", "shop"));
		assertThat(slack.messages()).hasSize(1);
		assertThat(slack.messages().getFirst()).contains("page").contains("503");
		status.set(200);
		for (int look = 0; look < 3; look++) {
			check(stack, Map.of("system", "shop"));
		}
		assertThat(slack.messages()).hasSize(2);
		assertThat(slack.messages().getLast()).contains("well again");
	}

	private void staysQuietWithoutTheLedger(LocalStack stack, SlackStandIn slack) throws TimeoutException {
		stack.ledger().kill();
		status.set(503);
		for (int look = 0; look < 3; look++) {
			assertThat(check(stack, Map.of("system", "shop")).summary()).contains("1 failed")
				.contains("Nobody is told");
		}
		assertThat(slack.messages()).hasSize(2);
		stack.ledger().start();
		Awaitility.await()
			.pollInSameThread()
			.atMost(Patience.LIMIT)
			.until(() -> !check(stack, Map.of("system", "shop")).summary().contains("Nobody is told"));
		check(stack, Map.of("system", "shop"));
		assertThat(slack.messages()).hasSize(3);
	}

	private HttpServer shop() throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", exchange -> {
			exchange.sendResponseHeaders(status.get(), -1);
			exchange.close();
		});
		server.start();
		return server;
	}

	private void profile(LocalStack stack, HttpServer shop) throws IOException {
		Path systems = Files.createDirectory(folder.resolve("systems"));
		Files.writeString(systems.resolve("shop.yaml"), """
				name: shop
				title: Shop
				language: en
				timeZone: UTC
				monitoring:
				  prometheus: %s
				stores:
				  - {name: orders, kind: postgresql, host: 127.0.0.1, port: %d, database: postgres, user: %s,
				     password: "env:ORDERS_PASSWORD"}
				probes:
				  - {name: page, kind: http, group: endpoints, url: "http://127.0.0.1:%d/"}
				  - {name: orders, kind: sql, store: orders, query: SELECT 7, atMost: 8}
				  - {name: rate, kind: prometheus, query: vector(1), atLeast: 1}
				people:
				  channels:
				    - {name: all, kind: slack, webhook: "env:SHOP_SLACK"}
				  routes:
				    - {severity: warning, channels: [all]}
				    - {severity: critical, channels: [all]}
				""".formatted(stack.prometheus().url(), stack.systemDatabase().port(), PostgresServer.USER,
				shop.getAddress().getPort()));
	}

	private Map<String, String> environment(LocalStack stack, SlackStandIn slack) {
		return new LocalEnvironment().with("TEMPORAL_ADDRESS", stack.temporal().address())
			.with("SPRING_DATASOURCE_URL", stack.ledger().jdbcUrl(LEDGER))
			.with("SPRING_DATASOURCE_USERNAME", PostgresServer.USER)
			.with("SPRING_DATASOURCE_PASSWORD", PostgresServer.PASSWORD)
			.with("HOLDFAST_SYSTEMS", folder.resolve("systems").toString())
			.with("ORDERS_PASSWORD", PostgresServer.PASSWORD)
			.with("SHOP_SLACK", slack.url())
			.variables();
	}

	private static Outcome check(LocalStack stack, Map<String, String> request) throws TimeoutException {
		WorkflowStub run = stack.temporal()
			.client()
			.newUntypedWorkflowStub("HealthCheck", WorkflowOptions.newBuilder().setTaskQueue("operations").build());
		run.start(request);
		return run.getResult(2, TimeUnit.MINUTES, Outcome.class);
	}

}
