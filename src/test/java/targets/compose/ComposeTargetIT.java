package targets.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static targets.compose.ComposeHost.ALIVE;
import static targets.compose.ComposeHost.plan;
import static targets.compose.ComposeHost.run;

import domain.configuration.Edit;
import domain.configuration.EditRequest;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.diagnosis.CollectRequest;
import domain.diagnosis.LogFilter;
import domain.lifecycle.Operation;
import domain.lifecycle.RestartRequest;
import domain.lifecycle.ScaleRequest;
import domain.lifecycle.ScriptAnswer;
import domain.lifecycle.ScriptRequest;
import domain.lifecycle.StartRequest;
import domain.lifecycle.Workload;
import domain.lifecycle.WorkloadRequest;
import domain.lifecycle.WorkloadState;
import domain.lifecycle.WorkloadState.Condition;
import domain.maintenance.CleanUpRequest;
import domain.maintenance.Leftover;
import domain.probe.ProbeResult;
import domain.profile.CleanUp;
import domain.run.Change;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import local.DockerEngine;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import targets.Gathered;
import targets.ssh.Host;

/** A compose project on a real Docker engine behind a real SSH server. */
class ComposeTargetIT {

	@TempDir
	static Path folder;

	private static ComposeHost host;

	@BeforeAll
	static void start() {
		host = new ComposeHost(folder);
		host.compose("build");
	}

	@AfterAll
	static void stop() {
		if (host != null) {
			host.close();
		}
	}

	@AfterEach
	void clean() {
		host.down();
	}

	private static List<Change> start(String run, String service) {
		return host.target.start(new StartRequest(run(run), host.service(service), null), ALIVE).changes();
	}

	@Test
	void aServiceIsStartedWaitedForStoppedAndStartedAgain() {
		assertThat(host.observe("api"))
			.isEqualTo(new WorkloadState("api", Condition.STOPPED, 0, 0, null, null, null, null));

		assertThat(start("first", "api")).containsExactly(new Change("service api instances", "0", "1"));
		WorkloadState up = host.observe("api");
		assertThat(up.running()).isTrue();
		assertThat(up.incarnation()).isNotBlank();
		assertThat(start("first-again", "api")).isEmpty();
		assertThat(host.observe("api")).isEqualTo(up);

		assertThat(host.target.stop(new WorkloadRequest(run("stop"), host.service("api")), ALIVE).changes())
			.containsExactly(new Change("service api instances", "1", "0"));
		WorkloadState down = host.observe("api");
		assertThat(down.condition()).isEqualTo(Condition.STOPPED);
		assertThat(down.stoppedFrom()).isEqualTo(1);
		assertThat(host.target.stop(new WorkloadRequest(run("stop"), host.service("api")), ALIVE).changes()).isEmpty();

		start("first", "api");
		assertThat(host.observe("api").running()).isTrue();
	}

	@Test
	void whatIsKnownOfAServiceAndItsHostIsHandedOver() {
		start("up", "api");
		Gathered service = new Gathered();
		host.target.collect(new CollectRequest(run("look"), host.service("api"), LogFilter.everything()), service,
				ALIVE);
		assertThat(service.files.get("project.txt")).contains("api");
		assertThat(service.ending("/inspect.json")).contains("\"Status\": \"running\"");
		assertThat(service.files.keySet()).anyMatch((path) -> path.endsWith("/container.log"));
		assertThat(service.files).containsKey("stats.txt");
		Gathered place = new Gathered();
		host.target.collectPlace(host.service("api").target(), List.of("127.0.0.1"), place, ALIVE);
		assertThat(place.files).containsKeys("df.txt", "uptime.txt");
		Gathered stopped = new Gathered();
		host.target.collect(new CollectRequest(run("look"), host.service("redis"), LogFilter.everything()), stopped,
				ALIVE);
		assertThat(stopped.missing.get("containers")).contains("stopped");
	}

	@Test
	void aRestartHappensOnceForTheIncarnationThatItIsFor() {
		start("up", "postgres");
		String before = host.observe("postgres").incarnation();
		RestartRequest request = new RestartRequest(run("restart"), host.service("postgres"), before);

		assertThat(host.target.restart(request, ALIVE).changes()).hasSize(1);
		WorkloadState anew = host.observe("postgres");
		assertThat(anew.running()).isTrue();
		assertThat(anew.incarnation()).isNotEqualTo(before);

		assertThat(host.target.restart(request, ALIVE).changes()).isEmpty();
		RestartRequest late = new RestartRequest(run("late"), host.service("postgres"), before);
		assertThat(host.target.restart(late, ALIVE).changes()).isEmpty();
		assertThat(host.observe("postgres").incarnation()).isEqualTo(anew.incarnation());
	}

	@Test
	void aServiceIsScaledAndKeepsItsInstancesOverAStop() {
		start("up", "redis");
		String first = host.observe("redis").incarnation();
		assertThat(host.target.scale(new ScaleRequest(run("scale"), host.service("redis"), 3), ALIVE).changes())
			.containsExactly(new Change("service redis instances", "1", "3"));
		WorkloadState three = host.observe("redis");
		assertThat(three.inWords()).startsWith("3/3");
		assertThat(three.incarnation()).contains(first);

		host.target.stop(new WorkloadRequest(run("stop"), host.service("redis")), ALIVE);
		assertThat(host.observe("redis").stoppedFrom()).isEqualTo(3);
		assertThat(start("again", "redis")).containsExactly(new Change("service redis instances", "0", "3"));
		host.target.scale(new ScaleRequest(run("less"), host.service("redis"), 1), ALIVE);
		assertThat(host.observe("redis").wanted()).isEqualTo(1);
	}

	@Test
	void aPlanChangesNothingAndSaysWhatWouldChange() {
		Workload api = host.service("api");
		assertThat(host.target.start(new StartRequest(plan("plan"), api, null), ALIVE).changes())
			.containsExactly(new Change("service api instances", "0", "1"));
		assertThat(host.observe("api").condition()).isEqualTo(Condition.STOPPED);
		start("up", "postgres");
		WorkloadState up = host.observe("postgres");
		Workload postgres = host.service("postgres");
		assertThat(host.target.stop(new WorkloadRequest(plan("plan"), postgres), ALIVE).changes()).hasSize(1);
		assertThat(host.target.scale(new ScaleRequest(plan("plan"), postgres, 2), ALIVE).changes()).hasSize(1);
		assertThat(host.target.restart(new RestartRequest(plan("plan"), postgres, up.incarnation()), ALIVE).changes())
			.hasSize(1);
		assertThat(host.observe("postgres")).isEqualTo(up);
	}

	@Test
	void whatTheProjectDoesNotKnowIsAbsent() {
		WorkloadState state = host.observe("nothing");
		assertThat(state.condition()).isEqualTo(Condition.ABSENT);
		assertThat(state.detail()).contains("nothing").contains(host.sparkone.directory().toString());
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> start("absent", "nothing"))
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.NOT_FOUND));
	}

	@Test
	void aServiceThatCrashedSaysSo() {
		start("up", "traefik");
		host.engine.docker("kill", "sparkone-traefik-1").demand();
		assertThat(host.observe("traefik").condition()).isEqualTo(Condition.STOPPED);
		assertThat(host.observe("traefik").detail()).isNull();
		host.engine.docker("start", "sparkone-traefik-1").demand();
		// The container may be gone before the command in it has answered.
		host.engine.docker("exec", "sparkone-traefik-1", "sh", "-c", "kill -USR1 1");
		Awaitility.await()
			.untilAsserted(() -> assertThat(host.observe("traefik").detail()).contains("exited with code 9"));
	}

	@Test
	void aCommandRunsOnTheHostInTheProjectsFolderOnce() {
		ScriptRequest backup = new ScriptRequest(run("backup"), host.service("api"), List.of("sh", "ops/backup.sh"),
				Duration.ofSeconds(20));
		assertThat(host.target.execute(backup, ALIVE)).isEqualTo(new ScriptAnswer(0, ""));
		assertThat(host.target.execute(backup, ALIVE).good()).isTrue();
		assertThat(host.sparkone.backups()).isEqualTo(1);

		ScriptAnswer bad = host.target.execute(new ScriptRequest(run("backup"), host.service("api"),
				List.of("sh", "-c", "echo no space; exit 4"), Duration.ofSeconds(20)), ALIVE);
		assertThat(bad).isEqualTo(new ScriptAnswer(4, "no space\n"));
	}

	@Test
	void onlyWhatNoContainerUsesAndNobodyNamedIsLeftOver() {
		ComposeCleanUp cleanUp = new ComposeCleanUp(host.hosts);
		String unnamed = host.engine.docker("volume", "create").demand().strip();
		host.engine.docker("volume", "create", "kept-by-its-name").demand();
		assertThat(names(cleanUp, CleanUp.What.NETWORKS, 60)).as("the engine's own stay").isEmpty();
		assertThat(names(cleanUp, CleanUp.What.VOLUMES, 60)).contains(unnamed).doesNotContain("kept-by-its-name");
		assertThat(names(cleanUp, CleanUp.What.VOLUMES, -3600)).as("younger than an hour").doesNotContain(unnamed);
		List<Leftover> found = cleanUp.find(leftOver(CleanUp.What.VOLUMES, 60), ALIVE);
		cleanUp.remove(leftOver(CleanUp.What.VOLUMES, 60), found, ALIVE);
		cleanUp.remove(leftOver(CleanUp.What.VOLUMES, 60), found, ALIVE);
		assertThat(host.engine.docker("volume", "ls", "--quiet").demand()).contains("kept-by-its-name")
			.doesNotContain(unnamed);
		host.engine.docker("volume", "rm", "kept-by-its-name").demand();
		anImageThatLostItsNameIsLeftOverUntilAContainerNeedsIt(cleanUp);
	}

	/**
	 * The engine's own list of unused networks has those of stopped containers as well.
	 */
	@Test
	void aNetworkThatNoContainerKnowsGoesAndThatOfAStoppedContainerStays() {
		ComposeCleanUp cleanUp = new ComposeCleanUp(host.hosts);
		host.engine.docker("network", "create", "left-behind").demand();
		host.engine.docker("network", "create", "of-a-stopped-one").demand();
		host.engine.docker("network", "create", "needed-again").demand();
		host.engine.docker("create", "--name", "stopped", "--network", "of-a-stopped-one", DockerEngine.BASE, "true")
			.demand();
		assertThat(names(cleanUp, CleanUp.What.NETWORKS, -3600)).as("younger than an hour").isEmpty();
		List<Leftover> found = cleanUp.find(leftOver(CleanUp.What.NETWORKS, 60), ALIVE);
		assertThat(found).extracting(Leftover::name).containsExactlyInAnyOrder("left-behind", "needed-again");
		host.engine.docker("create", "--name", "late", "--network", "needed-again", DockerEngine.BASE, "true").demand();
		assertThatExceptionOfType(PermanentFailure.class).as("from a host that is not named")
			.isThrownBy(() -> cleanUp.remove(new CleanUpRequest(run("clean-up"),
					leftOver(CleanUp.What.NETWORKS, 60).asked(), host.place, null, null, Instant.now(), null), found,
					ALIVE));
		assertThat(networks()).contains("left-behind");
		cleanUp.remove(leftOver(CleanUp.What.NETWORKS, 60), found, ALIVE);
		cleanUp.remove(leftOver(CleanUp.What.NETWORKS, 60), found, ALIVE);
		assertThat(networks()).contains("of-a-stopped-one", "needed-again").doesNotContain("left-behind");
		host.engine.docker("rm", "stopped", "late").demand();
		cleanUp.remove(leftOver(CleanUp.What.NETWORKS, 60), cleanUp.find(leftOver(CleanUp.What.NETWORKS, 60), ALIVE),
				ALIVE);
		assertThat(networks()).containsExactlyInAnyOrder("host", "none");
	}

	private static List<String> networks() {
		return host.engine.docker("network", "ls", "--format", "{{.Name}}").demand().lines().toList();
	}

	private static void anImageThatLostItsNameIsLeftOverUntilAContainerNeedsIt(ComposeCleanUp cleanUp) {
		String image = host.engine.docker("commit", "--message", "unnamed", container()).demand().strip();
		assertThat(names(cleanUp, CleanUp.What.IMAGES, 60)).contains(image);
		List<Leftover> found = cleanUp.find(leftOver(CleanUp.What.IMAGES, 60), ALIVE);
		String user = host.engine.docker("create", image, "true").demand().strip();
		cleanUp.remove(leftOver(CleanUp.What.IMAGES, 60), found, ALIVE);
		assertThat(host.engine.docker("image", "inspect", image).exitCode()).as("needed again").isZero();
		host.engine.docker("rm", user).demand();
		cleanUp.remove(leftOver(CleanUp.What.IMAGES, 60), found, ALIVE);
		assertThat(host.engine.docker("image", "inspect", image).exitCode()).isNotZero();
	}

	private static String container() {
		start("for-an-image", "api");
		return host.engine.docker("ps", "--quiet", "--filter", "name=api").demand().strip();
	}

	private static List<String> names(ComposeCleanUp cleanUp, CleanUp.What what, int seconds) {
		return cleanUp.find(leftOver(what, seconds), ALIVE).stream().map(Leftover::name).toList();
	}

	private static CleanUpRequest leftOver(CleanUp.What what, int seconds) {
		return new CleanUpRequest(run("clean-up"),
				new CleanUp(what, "vps", null, null, null, null, null, null, null, null, null, null, null, null, null),
				host.named(), null, null, Instant.now().plusSeconds(seconds), null);
	}

	@Test
	void aHostIsLookedAt() {
		List<ProbeResult> looked = host.target.inspect(run("look"), host.place);
		assertThat(looked).extracting(ProbeResult::name).containsExactly("vps docker", "vps compose files", "vps disk");
		assertThat(looked).allMatch(ProbeResult::healthy);
		assertThat(host.target.inspect(run("look"), host.place.withComposeFiles("docker-compose.absent.yml")))
			.anyMatch((probe) -> probe.name().equals("vps compose files") && !probe.healthy()
					&& probe.observed().contains("docker-compose.absent.yml"));
	}

	@Test
	void whatComposeCannotDoIsSaidBefore() {
		assertThat(host.target.cannot(Operation.RESIZE, host.service("api"))).isPresent();
		assertThat(host.target.cannot(Operation.AUTOSCALE, host.service("api"))).isPresent();
		assertThat(host.target.cannot(Operation.SCALE, host.service("api"))).isEmpty();
	}

	@Test
	void anEngineThatDoesNotAnswerIsWaitedFor() {
		Project project = host.projects.at(host.place, ALIVE);
		assertThatExceptionOfType(TransientFailure.class).isThrownBy(
				() -> project.ask(project.compose("ps").with("DOCKER_HOST", "unix://" + folder.resolve("no-socket"))))
			.withMessageContaining("Docker engine");
	}

	@Test
	void theComposeThatTheHostHasIsFoundAndNoneIsSaid() throws IOException {
		Path bin = host.server.home().resolve("bin");
		Path docker = bin.resolve("docker");
		String noting = Files.readString(docker);
		Host reached = host.hosts.host(host.place);
		try {
			Files.writeString(docker, "#!/bin/sh\necho \"docker: 'compose' is not a docker command.\" >&2\nexit 1\n");
			assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> new Programs().compose(reached, ALIVE))
				.withMessageContaining("not a docker command")
				.withMessageContaining("docker-compose-plugin");
			Path older = Files.writeString(bin.resolve("docker-compose"), "#!/bin/sh\necho 1.29.2\n");
			assertThat(older.toFile().setExecutable(true)).isTrue();
			assertThat(new Programs().compose(reached, ALIVE)).containsExactly("docker-compose");
			Files.delete(older);
		}
		finally {
			Files.writeString(docker, noting);
		}
	}

	@Test
	void aServiceThatReadsAChangedFileIsMadeAnewOnce() throws IOException {
		start("configured", "api");
		String file = host.sparkone.directory().resolve(".env").toString();
		String port = freePort();
		Edit edit = new Edit(null, null, file, null, Map.of("API_PORT", port), null, null, null);
		EditRequest request = new EditRequest(run("configure"), host.service("api"), List.of(host.service("redis")),
				edit, Map.of("api", List.of(file)));
		String text = Files.readString(Path.of(file));
		ComposeConfiguration configuration = new ComposeConfiguration(host.hosts, new secrets.FileSecrets());
		assertThat(configuration.preview(request).dependants()).containsExactly("api");
		configuration.keepCopy(request);
		configuration.apply(request);
		RestartRequest restart = new RestartRequest(run("configure"), host.service("api"),
				host.observe("api").incarnation(), true);
		assertThat(host.target.restart(restart, ALIVE).changes()).hasSize(1);
		String incarnation = host.observe("api").incarnation();
		host.target.restart(restart, ALIVE);
		assertThat(host.observe("api").incarnation()).isEqualTo(incarnation);
		assertThat(environment()).contains("API_PORT=" + port);

		configuration.putBack(request);
		assertThat(Files.readString(Path.of(file))).isEqualTo(text);
		host.target.restart(new RestartRequest(run("configure"), host.service("api"), incarnation, true), ALIVE);
		assertThat(environment()).doesNotContain("API_PORT=" + port);
	}

	private static String freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return Integer.toString(socket.getLocalPort());
		}
	}

	private static String environment() {
		String id = host.compose("ps", "--quiet", "api").strip();
		return host.engine.docker("inspect", "--format", "{{.Config.Env}}", id).demand();
	}

}
