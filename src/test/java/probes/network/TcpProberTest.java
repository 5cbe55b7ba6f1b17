package probes.network;

import static org.assertj.core.api.Assertions.assertThat;

import domain.probe.Health;
import domain.probe.ProbeAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import probes.Asked;

class TcpProberTest {

	private final TcpProber prober = new TcpProber();

	@Test
	void anOpenPortIsHealthyAndAClosedOneHasFailed() throws IOException {
		int port;
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = server.getLocalPort();
			ProbeAnswer open = Asked.ask(prober, "kind: tcp, host: 127.0.0.1, port: " + port);
			assertThat(open.health()).isEqualTo(Health.HEALTHY);
			assertThat(open.value()).isNotNull();
		}
		ProbeAnswer closed = Asked.ask(prober, "kind: tcp, host: 127.0.0.1, port: " + port);
		assertThat(closed.health()).isEqualTo(Health.FAILED);
		assertThat(closed.words()).contains("127.0.0.1:" + port).contains("refused");
	}

	@Test
	void aNameThatDoesNotResolveHasFailed() {
		assertThat(Asked.ask(prober, "kind: tcp, host: nowhere.invalid, port: 1").words()).contains("does not resolve");
	}

}
