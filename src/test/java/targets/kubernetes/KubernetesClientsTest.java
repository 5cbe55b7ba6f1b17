package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.profile.TargetProfile;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KubernetesClientsTest {

	@TempDir
	Path directory;

	private final KubernetesClients clients = new KubernetesClients();

	@AfterEach
	void close() {
		this.clients.close();
	}

	@Test
	void aServerThatIsDownIsNamedAndTheStepMayBeRepeated() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		Cluster cluster = this.clients.cluster(target(port, "here"));
		long begin = System.nanoTime();
		assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> cluster.pods().list(Map.of()))
			.withMessageContaining("127.0.0.1:" + port)
			.withMessageContaining("list pods in namespace shop");
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(6));
	}

	@Test
	void aServerThatNeverAnswersIsGivenUpAfterSeconds() throws IOException {
		try (ServerSocket silent = new ServerSocket(0)) {
			Cluster cluster = this.clients.cluster(target(silent.getLocalPort(), "here"));
			long begin = System.nanoTime();
			assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> cluster.pods().list(Map.of()));
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
		}
	}

	@Test
	void anUnknownContextAndAMissingFileAreProblemsOfTheProfile() throws IOException {
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> this.clients.cluster(target(1, "elsewhere")))
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.PROFILE))
			.withMessageContaining("elsewhere");
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(
					() -> this.clients.cluster(TargetProfile.kubernetes("production", "/no/such/file", null, "shop")))
			.withMessageContaining("/no/such/file");
	}

	private TargetProfile target(int port, String context) throws IOException {
		Path file = Files.writeString(this.directory.resolve("kubeconfig"), """
				apiVersion: v1
				kind: Config
				current-context: here
				contexts: [{name: here, context: {cluster: local, user: me}}]
				clusters: [{name: local, cluster: {server: "http://127.0.0.1:%d"}}]
				users: [{name: me, user: {token: none}}]
				""".formatted(port));
		return TargetProfile.kubernetes("production", file.toString(), context, "shop");
	}

}
