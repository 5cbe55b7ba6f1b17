package probes.network;

import static org.assertj.core.api.Assertions.assertThat;

import domain.probe.Health;
import domain.probe.ProbeAnswer;
import java.nio.file.Path;
import java.util.Map;
import local.EtcdServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probes.Asked;

/** Against a real etcd. */
class EtcdProberIT {

	@TempDir
	Path folder;

	@Test
	void aMemberWithALeaderIsHealthyUntilItRaisesAnAlarmOrIsGone() {
		try (EtcdServer server = new EtcdServer(folder.resolve("etcd"))) {
			server.start();
			assertThat(ask(server).words()).contains("is healthy and has a leader");
			assertThat(ask(server).health()).isEqualTo(Health.HEALTHY);
			server.raiseAlarm();
			assertThat(ask(server))
				.matches(answer -> answer.health() == Health.FAILED && answer.words().contains("NOSPACE"));
			server.stop();
			assertThat(ask(server).health()).isEqualTo(Health.FAILED);
		}
	}

	private static ProbeAnswer ask(EtcdServer server) {
		return Asked.ask(new EtcdProber(Asked.secrets(Map.of())), "kind: etcd, url: \"" + server.url() + "\"");
	}

}
