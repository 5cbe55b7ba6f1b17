package probes.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import domain.probe.Health;
import domain.probe.ProbeAnswer;
import java.util.Map;
import local.LocalStack;
import org.junit.jupiter.api.Test;
import probes.Asked;

/** Against a real Temporal server. */
class TemporalProberIT {

	private static ProbeAnswer ask(int port, String more) {
		return Asked.ask(new TemporalProber(new Channels(Asked.secrets(Map.of()))),
				"kind: temporal, host: 127.0.0.1, port: " + port + more);
	}

	@Test
	void aNamespaceIsServedAndItsWorkflowsAreCounted() {
		String address = LocalStack.shared().temporal().address();
		int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
		assertThat(ask(port, "").health()).isEqualTo(Health.HEALTHY);
		assertThat(ask(port, ", namespace: other"))
			.matches(answer -> answer.health() == Health.FAILED && answer.words().contains("NOT_FOUND"));
		ProbeAnswer count = ask(port, ", query: \"WorkflowType = 'NeverHeardOf'\", atMost: 0");
		assertThat(count.words()).startsWith("0 workflows");
		assertThat(count.health()).isEqualTo(Health.HEALTHY);
		assertThat(ask(port, ", query: \"WorkflowType = 'NeverHeardOf'\", atLeast: 1").health())
			.isEqualTo(Health.FAILED);
	}

	@Test
	void aServerThatIsNotThereHasFailed() {
		assertThat(ask(1, "").health()).isEqualTo(Health.FAILED);
	}

}
