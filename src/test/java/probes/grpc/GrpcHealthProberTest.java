package probes.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import domain.probe.Health;
import domain.probe.ProbeAnswer;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import probes.Asked;

/** Against a real gRPC server with the standard health service. */
class GrpcHealthProberTest {

	private final HealthStatusManager health = new HealthStatusManager();

	private Server server;

	@BeforeEach
	void start() throws IOException {
		server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
			.addService(health.getHealthService())
			.build()
			.start();
		health.setStatus("registry", ServingStatus.NOT_SERVING);
	}

	@AfterEach
	void stop() {
		server.shutdownNow();
	}

	private static ProbeAnswer ask(int port, String more) {
		return Asked.ask(new GrpcHealthProber(new Channels(Asked.secrets(Map.of()))),
				"kind: grpc-health, host: 127.0.0.1, port: " + port + more);
	}

	@Test
	void aServiceThatServesIsHealthyAndOneThatSaysNoHasFailed() {
		assertThat(ask(server.getPort(), "").words()).contains("SERVING");
		assertThat(ask(server.getPort(), "").health()).isEqualTo(Health.HEALTHY);
		ProbeAnswer no = ask(server.getPort(), ", service: registry");
		assertThat(no.health()).isEqualTo(Health.FAILED);
		assertThat(no.words()).contains("registry says NOT_SERVING");
		assertThat(ask(server.getPort(), ", service: other").words()).contains("NOT_FOUND");
	}

	@Test
	void aServerWithoutTheHealthServiceCannotBeAsked() throws IOException {
		Server bare = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create()).build().start();
		try {
			assertThat(ask(bare.getPort(), ""))
				.matches(answer -> answer.health() == Health.UNKNOWN && answer.words().contains("UNIMPLEMENTED"));
		}
		finally {
			bare.shutdownNow();
		}
	}

	@Test
	void aServerThatIsSilentOrNotThereHasFailed() throws IOException {
		int port;
		try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			port = silent.getLocalPort();
			assertThat(ask(port, ", within: PT0.5S").health()).isEqualTo(Health.FAILED);
		}
		assertThat(ask(port, ""))
			.matches(answer -> answer.health() == Health.FAILED && answer.words().contains("127.0.0.1:" + port));
	}

}
