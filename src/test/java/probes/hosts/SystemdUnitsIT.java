package probes.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import domain.probe.Health;
import domain.probe.ProbeAnswer;
import domain.probe.Surroundings;
import domain.profile.Probe;
import domain.profile.TargetProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import local.SystemdHost;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probes.Asked;
import targets.ssh.RealHosts;

/** Units of a real systemd host, over its sshd, asked by a user without sudo. */
class SystemdUnitsIT {

	@TempDir
	static Path folder;

	@BeforeAll
	static void needed() {
		SystemdHost.missing().ifPresent(why -> Assumptions.abort(why));
	}

	@Test
	void aUnitThatIsActiveIsHealthyAndOneThatIsStoppedOrNotThereHasFailed() throws IOException {
		try (SystemdHost host = new SystemdHost(folder, "bigbrother")) {
			host.start();
			try (RealHosts hosts = new RealHosts(Asked.secrets(Map.of("env:KEY", Files.readString(host.key()))))) {
				host.inside("systemctl", "start", "face_analyzer");
				assertThat(ask(host, hosts, "face_analyzer").words())
					.contains("face_analyzer.service is active (running)");
				assertThat(ask(host, hosts, "face_analyzer").health()).isEqualTo(Health.HEALTHY);
				assertThat(ask(host, hosts, "face_*").health()).isEqualTo(Health.HEALTHY);
				host.inside("systemctl", "stop", "face_analyzer");
				assertThat(ask(host, hosts, "face_analyzer").words()).contains("is inactive (dead)");
				assertThat(ask(host, hosts, "face_analyzer").health()).isEqualTo(Health.FAILED);
				assertThat(ask(host, hosts, "no_such_unit").words()).contains("is not found");
			}
		}
	}

	private static ProbeAnswer ask(SystemdHost host, RealHosts hosts, String unit) {
		TargetProfile target = new TargetProfile("host", TargetProfile.Kind.SYSTEMD, null, null, null, "127.0.0.1",
				host.port(), SystemdHost.GUEST, "env:KEY", null, host.hostKey(), null, null, null, null, null);
		return Asked.ask(new HostProber(Probe.Kind.SYSTEMD_UNIT, new UnitQuestion(), hosts.commands()),
				"kind: systemd-unit, target: host, within: PT20S, service: '" + unit + "'",
				new Surroundings(List.of(), List.of(target), null));
	}

}
