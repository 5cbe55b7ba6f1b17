package probes.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import domain.probe.Health;
import domain.probe.ProbeAnswer;
import domain.probe.Surroundings;
import domain.profile.TargetProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import local.SshServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probes.Asked;
import probes.Prober;
import secrets.Secrets;
import targets.HostCommands;
import targets.ssh.RealHosts;

/**
 * Over a real SSH server, with the host's own kernel and disks. Units, containers and
 * GPUs are not there: programs of that name write what the real ones write.
 */
class HostProbersIT {

	@TempDir
	static Path folder;

	private static SshServer server;

	private static RealHosts hosts;

	@BeforeAll
	static void start() throws IOException {
		server = new SshServer(folder.resolve("ssh"));
		server.start();
		Secrets secrets = Asked.secrets(Map.of("env:KEY", Files.readString(server.file("client_ed25519"))));
		hosts = new RealHosts(secrets);
	}

	@AfterAll
	static void stop() {
		hosts.close();
		server.close();
	}

	private static ProbeAnswer ask(String probe) {
		return ask(server.port(), probe);
	}

	private static ProbeAnswer ask(int port, String probe) {
		HostCommands commands = hosts.commands();
		HostProbers all = new HostProbers();
		List<Prober> probers = List.of(all.systemdUnitProber(commands), all.composeServiceProber(commands),
				all.diskProber(commands), all.memoryProber(commands), all.cpuProber(commands), all.gpuProber(commands),
				all.fileAgeProber(commands), all.scriptProber(commands, null));
		TargetProfile host = new TargetProfile("host", TargetProfile.Kind.COMPOSE, null, null, null, "127.0.0.1", port,
				server.user(), "env:KEY", "/opt/shop", server.hostKey(), null, null, null, null, null);
		return Asked.ask(probers, "target: host, within: PT20S, " + probe,
				new Surroundings(List.of(), List.of(host), null));
	}

	private static void program(String name, String output, int code) throws IOException {
		Path file = server.home().resolve("bin").resolve(name);
		Files.writeString(file, "#!/bin/sh\ncat <<'END'\n" + output + "\nEND\nexit " + code + "\n");
		file.toFile().setExecutable(true);
	}

	@Test
	void diskMemoryAndProcessorsAreMeasuredInPercent() {
		for (String kind : List.of("disk", "memory", "cpu")) {
			ProbeAnswer answer = ask("kind: " + kind + ", atMost: 100");
			assertThat(answer.health()).as(answer.words()).isEqualTo(Health.HEALTHY);
			assertThat(answer.value()).isBetween(0.0, 100.0);
			assertThat(answer.unit()).isEqualTo("%");
		}
		assertThat(ask("kind: memory, degradedAtMost: 0.001, atMost: 100").health()).isEqualTo(Health.DEGRADED);
		assertThat(ask("kind: disk, path: /nowhere, atMost: 80").health()).isEqualTo(Health.UNKNOWN);
	}

	@Test
	void theNewestFileOfAFolderIsWhatCounts() throws IOException {
		Path backups = Files.createDirectories(folder.resolve("backups"));
		assertThat(ask("kind: file-age, atMost: 26, path: " + backups).health()).isEqualTo(Health.FAILED);
		age(backups.resolve("old"), Duration.ofDays(3));
		age(backups.resolve("new"), Duration.ofHours(30));
		ProbeAnswer answer = ask("kind: file-age, degradedAtMost: 26, atMost: 50, path: " + backups);
		assertThat(answer.value()).isBetween(29.9, 30.2);
		assertThat(answer.health()).isEqualTo(Health.DEGRADED);
		assertThat(ask("kind: file-age, atMost: 26, path: /nowhere").words()).contains("/nowhere is not there");
	}

	private static void age(Path file, Duration age) throws IOException {
		Files.writeString(file, "x");
		Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
	}

	@Test
	void theExitCodeOfAScriptCountsAndItsNumberWithLimits() {
		assertThat(ask("kind: script, command: [echo, fine]").health()).isEqualTo(Health.HEALTHY);
		assertThat(ask("kind: script, command: [sh, -c, 'echo bad >&2; exit 2']"))
			.matches(answer -> answer.health() == Health.FAILED && answer.words().contains("code 2: bad"));
		assertThat(ask("kind: script, command: [echo, 'accuracy 94.5'], atLeast: 95"))
			.matches(answer -> answer.health() == Health.FAILED && answer.value() == 94.5);
		assertThat(ask("kind: script, command: [no-such-program]").health()).isEqualTo(Health.UNKNOWN);
	}

	@Test
	void unitsThatAreNotActiveHaveFailed() throws IOException {
		program("systemctl", """
				Id=bigbrother-face.service
				LoadState=loaded
				ActiveState=active
				SubState=running
				Result=success
				NRestarts=3

				Id=bigbrother-index.service
				LoadState=loaded
				ActiveState=active
				SubState=running
				Result=success
				NRestarts=0""", 0);
		ProbeAnswer answer = ask("kind: systemd-unit, service: 'bigbrother-*', degradedAtMost: 2");
		assertThat(answer.value()).isEqualTo(3);
		assertThat(answer.health()).isEqualTo(Health.DEGRADED);
		program("systemctl", unit("loaded", "failed", "failed"), 0);
		assertThat(ask("kind: systemd-unit, service: x").words()).contains("x.service is failed (failed)");
		assertThat(ask("kind: systemd-unit, service: x").health()).isEqualTo(Health.FAILED);
		program("systemctl", unit("loaded", "activating", "auto-restart"), 0);
		assertThat(ask("kind: systemd-unit, service: x").health()).isEqualTo(Health.DEGRADED);
		program("systemctl", unit("not-found", "inactive", "dead"), 0);
		assertThat(ask("kind: systemd-unit, service: x").words()).contains("x.service is not found");
		program("systemctl", "System has not been booted with systemd", 1);
		assertThat(ask("kind: systemd-unit, service: x").health()).isEqualTo(Health.UNKNOWN);
	}

	private static String unit(String load, String active, String sub) {
		return "Id=x.service\nLoadState=" + load + "\nActiveState=" + active + "\nSubState=" + sub
				+ "\nResult=success\nNRestarts=0";
	}

	@Test
	void containersThatDoNotRunOrAreUnhealthyHaveFailed() throws IOException {
		program("docker", "shop-api-1\trunning\tUp 3 hours (healthy)", 0);
		assertThat(ask("kind: compose-service, service: api"))
			.matches(answer -> answer.health() == Health.HEALTHY && answer.value() == 1);
		program("docker", "shop-api-1\trunning\tUp 3 hours (unhealthy)", 0);
		assertThat(ask("kind: compose-service, service: api").health()).isEqualTo(Health.FAILED);
		program("docker", "shop-api-1\trunning\tUp 2 seconds (health: starting)", 0);
		assertThat(ask("kind: compose-service, service: api").health()).isEqualTo(Health.DEGRADED);
		program("docker", "shop-api-1\texited\tExited (1) 2 minutes ago", 0);
		assertThat(ask("kind: compose-service, service: api").words()).contains("Exited (1)");
		program("docker", "", 0);
		assertThat(ask("kind: compose-service, service: api").words()).contains("no container of service api");
	}

	@Test
	void theWorstGpuCounts() throws IOException {
		program("nvidia-smi", "35, 1024, 16384, 61\n97, 15000, 16384, 84", 0);
		assertThat(ask("kind: gpu, atMost: 90"))
			.matches(answer -> answer.health() == Health.FAILED && answer.value() == 97);
		assertThat(ask("kind: gpu, field: temperature, atMost: 90"))
			.matches(answer -> answer.health() == Health.HEALTHY && answer.value() == 84 && answer.unit().equals("°C"));
		assertThat(ask("kind: gpu, field: memory, atMost: 95").value()).isBetween(91.0, 92.0);
		program("nvidia-smi", "[N/A], 1024, 16384, 61", 0);
		assertThat(ask("kind: gpu, atMost: 90").health()).isEqualTo(Health.UNKNOWN);
	}

	@Test
	void aHostThatCannotBeReachedSaysNothingAboutWhatRunsThere() {
		assertThat(ask(1, "kind: disk, atMost: 80").health()).isEqualTo(Health.UNKNOWN);
	}

}
