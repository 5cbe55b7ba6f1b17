package targets.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waits against an API server that answers what the test wants. */
class SettlingTest {

	private static final String DEPLOYMENT = """
			{"apiVersion": "apps/v1", "kind": "Deployment",
			 "metadata": {"name": "web", "namespace": "shop", "uid": "1", "generation": 2},
			 "spec": {"replicas": 3, "selector": {"matchLabels": {"app": "web"}}},
			 "status": {"observedGeneration": 2, "replicas": 3, "updatedReplicas": %d, "readyReplicas": %d}}""";

	private static final String SETS = """
			{"apiVersion": "apps/v1", "kind": "ReplicaSetList", "items": [%s, %s]}""".formatted(set(1, "old"),
			set(2, "new"));

	private final AtomicInteger looks = new AtomicInteger();

	private IntSupplier ready = () -> 3;

	private String pods = "";

	private final HttpServer server;

	private final KubernetesClient client;

	SettlingTest() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", (exchange) -> {
			byte[] answer = answer(exchange.getRequestURI().getPath()).getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().add("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, answer.length);
			exchange.getResponseBody().write(answer);
			exchange.close();
		});
		this.server.start();
		this.client = new KubernetesClientBuilder()
			.withConfig(new ConfigBuilder(io.fabric8.kubernetes.client.Config.empty())
				.withMasterUrl("http://127.0.0.1:" + this.server.getAddress().getPort())
				.build())
			.build();
	}

	@AfterEach
	void end() {
		this.client.close();
		this.server.stop(0);
	}

	@Test
	void aFlappingPodDoesNotDeferTheDeadlineForEver() {
		this.ready = () -> 1 + this.looks.get() % 2;
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> settling().untilSettled())
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.NOT_READY))
			.withMessageContaining("deployment/web in namespace shop")
			.withMessageContaining("of 3 pods ready");
	}

	@Test
	void podsThatGetReadyOneByOneAreWaitedFor() {
		this.ready = () -> Math.min(3, this.looks.get() / 2);
		assertThat(settling().untilSettled().ready()).isEqualTo(3);
	}

	@Test
	void anOldPodThatCrashesIsWhatTheChangeMayMend() {
		this.ready = () -> Math.min(3, this.looks.get() / 3);
		this.pods = crashing("old");
		assertThat(settling().untilSettled().ready()).isEqualTo(3);
	}

	@Test
	void aNewPodThatCrashesEndsTheWait() {
		this.ready = () -> 1;
		this.pods = crashing("new");
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> settling().untilSettled())
			.withMessageContaining("deployment/web: pod web-1: CrashLoopBackOff");
	}

	private Settling settling() {
		Cluster cluster = new Cluster(this.client, "shop");
		return new Settling(cluster, new Controller.Handle<>(cluster.deployments(), "web"), Duration.ofSeconds(3),
				() -> {
				});
	}

	private String answer(String path) {
		if (path.endsWith("/replicasets")) {
			return SETS;
		}
		if (path.endsWith("/pods")) {
			return "{\"apiVersion\": \"v1\", \"kind\": \"PodList\", \"items\": [" + this.pods + "]}";
		}
		this.looks.incrementAndGet();
		return DEPLOYMENT.formatted(this.ready.getAsInt(), this.ready.getAsInt());
	}

	private static String set(int revision, String hash) {
		return """
				{"metadata": {"name": "web-%2$s", "annotations": {"deployment.kubernetes.io/revision": "%1$d"},
				 "labels": {"app": "web", "pod-template-hash": "%2$s"},
				 "ownerReferences": [{"apiVersion": "apps/v1", "kind": "Deployment", "name": "web", "uid": "1"}]}}"""
			.formatted(revision, hash);
	}

	private static String crashing(String hash) {
		return """
				{"metadata": {"name": "web-1", "labels": {"app": "web", "pod-template-hash": "%s"}},
				 "status": {"containerStatuses": [{"name": "web", "state": {"waiting": {"reason": "CrashLoopBackOff"}}}]}}"""
			.formatted(hash);
	}

}
