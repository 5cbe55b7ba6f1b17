package targets.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static targets.systemd.Units.of;
import static targets.systemd.Units.run;
import static targets.systemd.Units.starting;

import activities.Sites;
import activities.SitesForTests;
import domain.backup.Captured;
import domain.backup.Source;
import domain.diagnosis.CollectRequest;
import domain.diagnosis.LogFilter;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.lifecycle.Operation;
import domain.lifecycle.RestartRequest;
import domain.lifecycle.ScriptAnswer;
import domain.lifecycle.ScriptRequest;
import domain.lifecycle.StartRequest;
import domain.lifecycle.Workload;
import domain.lifecycle.WorkloadRequest;
import domain.lifecycle.WorkloadState.Condition;
import domain.lifecycle.WorkloadState;
import domain.maintenance.CleanUpRequest;
import domain.maintenance.Leftover;
import domain.probe.ProbeResult;
import domain.profile.CleanUp;
import domain.profile.Destination;
import domain.profile.ProtectedStore;
import domain.profile.TargetProfile;
import domain.profile.Preparation;
import domain.run.Change;
import domain.run.Mode;
import domain.site.PreparationRequest;
import io.temporal.activity.ActivityOptions;
import io.temporal.testing.TestActivityEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import local.Patience;
import local.SystemdHost;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import secrets.FileSecrets;
import stores.BackupOrder;
import stores.Sink;
import targets.Gathered;
import targets.ssh.RealHosts;

/** Units on a real systemd host, over its sshd. */
class SystemdTargetIT {

	private static final Duration SOON = Patience.LIMIT;

	private static final Runnable ALIVE = () -> {
	};

	@TempDir
	static Path folder;

	private static SystemdHost server;

	private static Units units;

	private static Workload analyzer;

	@BeforeAll
	static void boot() {
		SystemdHost.missing().ifPresent((why) -> Assumptions.abort(why));
		server = new SystemdHost(folder, Units.HOST_NAME);
		server.start();
		units = new Units(server);
		analyzer = units.unit("face_analyzer");
	}

	@AfterAll
	static void shutDown() {
		if (server != null) {
			units.close();
			server.stop();
		}
	}

	@BeforeEach
	void theAnalyzerRuns() {
		server.inside("systemctl", "stop", "crashing", "flapping", "never_ready", "slow_to_stop");
		server.inside("systemctl", "reset-failed");
		server.startAnalyzer();
	}

	@Test
	void aUnitIsStoppedAndStarted() {
		assertThat(observe(analyzer)).returns(Condition.RUNNING, WorkloadState::condition)
			.returns(1, WorkloadState::ready);

		assertThat(units.target.stop(of(analyzer), ALIVE).changes()).containsExactly(change("started", "stopped"));
		assertThat(observe(analyzer)).returns(Condition.STOPPED, WorkloadState::condition)
			.returns(0, WorkloadState::wanted);
		assertThat(units.target.stop(of(analyzer), ALIVE).changes()).isEmpty();

		assertThat(units.target.start(starting(analyzer), ALIVE).changes())
			.containsExactly(change("stopped", "started"));
		assertThat(observe(analyzer).condition()).isEqualTo(Condition.RUNNING);
		assertThat(units.target.start(starting(analyzer), ALIVE).changes()).isEmpty();
		assertThat(server.property("face_analyzer", "UnitFileState")).isEqualTo("disabled");
	}

	@Test
	void whatIsKnownOfAUnitAndItsHostIsHandedOver() {
		Gathered unit = new Gathered();
		units.target.collect(new CollectRequest(of(analyzer).run(), analyzer, LogFilter.everything()), unit, ALIVE);
		assertThat(unit.files).containsKeys("status.txt", "properties.txt", "unit.txt", "journal.log");
		assertThat(unit.missing).isEmpty();
		assertThat(unit.files.get("status.txt")).contains("active (running)");
		assertThat(unit.files.get("properties.txt")).contains("ActiveState=active");
		assertThat(unit.files.get("unit.txt")).contains("ExecStart=");
		assertThat(unit.files.get("journal.log")).contains("face_analyzer");

		Gathered filtered = new Gathered();
		units.target.collect(new CollectRequest(of(analyzer).run(), analyzer,
				new LogFilter("no such correlation", null, Duration.ofHours(1))), filtered, ALIVE);
		assertThat(filtered.files.get("journal.log")).isEmpty();

		Gathered place = new Gathered();
		units.target.collectPlace(analyzer.target(), List.of("127.0.0.1", "--help"), place, ALIVE);
		assertThat(place.files).containsKeys("df.txt", "top.txt", "kernel-routes.txt", "network/127.0.0.1/getent.txt");
		assertThat(place.files.get("df.txt")).contains("Filesystem");
		assertThat(place.files.get("kernel-routes.txt")).contains("Iface");
		assertThat(place.missing.values()).allMatch((why) -> why.contains("is not installed"));
		assertThat(place.files.keySet()).noneMatch((path) -> path.contains("--help"));
	}

	@Test
	void aRestartRunTwiceRestartsOnce() {
		RestartRequest request = units.restarting(analyzer);
		int before = server.starts();

		List<Change> first = units.target.restart(request, ALIVE).changes();
		List<Change> second = units.target.restart(request, ALIVE).changes();

		assertThat(server.starts()).isEqualTo(before + 1);
		assertThat(first).isEqualTo(second).containsExactly(change("as it runs", "started anew"));
		assertThat(observe(analyzer).incarnation()).isNotEqualTo(request.incarnation());
		assertThat(units.target.endRestart(of(analyzer), ALIVE).changes()).isEmpty();
	}

	@Test
	void aConnectionCutDuringARestartDoesNotRestartTwice() {
		RestartRequest request = restartOfSlow();
		int before = server.lines("slow");

		CompletableFuture<Void> attempt = CompletableFuture.runAsync(() -> units.target.restart(request, ALIVE));
		awaitState("slow_to_stop", "deactivating");
		server.inside("systemctl", "stop", "ssh");
		assertThat(server.cutConnections()).isPositive();
		assertThatThrownBy(attempt::join).hasCauseInstanceOf(TransientFailure.class);
		server.inside("systemctl", "start", "ssh");

		units.target.restart(request, ALIVE);
		assertThat(server.lines("slow")).isEqualTo(before + 1);
	}

	@Test
	void aRestartTakenUpBySomebodyElseWhileTheUnitGoesDownRestartsOnce() {
		RestartRequest request = restartOfSlow();
		int before = server.lines("slow");

		CompletableFuture<Void> first = CompletableFuture.runAsync(() -> units.target.restart(request, ALIVE));
		awaitState("slow_to_stop", "deactivating");
		units.target.restart(request, ALIVE);
		first.join();

		assertThat(server.lines("slow")).isEqualTo(before + 1);
	}

	private static RestartRequest restartOfSlow() {
		Workload slow = units.unit("slow_to_stop");
		units.target.start(starting(slow), ALIVE);
		return units.restarting(slow);
	}

	private static void awaitState(String unit, String state) {
		Awaitility.await().until(() -> server.property(unit, "ActiveState").equals(state));
	}

	@Test
	void aUnitThatFailsOnItsWayDownCountsAsStopped() {
		Workload slow = units.unit("slow_to_stop");
		units.target.start(starting(slow), ALIVE);

		units.target.stop(of(slow), ALIVE);

		assertThat(observe(slow).condition()).isEqualTo(Condition.STOPPED);
	}

	@Test
	void aUnitThatCrashesIsFoundWithWhatItSaid() {
		Workload crashing = units.unit("crashing");

		assertFailure(FailureKind.NOT_READY, () -> units.target.start(starting(crashing), ALIVE),
				"unit crashing on host ops@127.0.0.1:" + server.port(), "ended with code 3", "model file is missing");
		assertThat(observe(crashing)).returns(Condition.DEGRADED, WorkloadState::condition)
			.returns(1, WorkloadState::wanted)
			.extracting(WorkloadState::detail)
			.asString()
			.contains("code 3", "model file is missing");
		assertThat(units.target.stop(of(crashing), ALIVE).changes()).hasSize(1);
		assertThat(observe(crashing).condition()).isEqualTo(Condition.STOPPED);
	}

	@Test
	void aUnitThatIsStartedAgainAndAgainIsFound() {
		assertFailure(FailureKind.NOT_READY, () -> units.target.start(starting(units.unit("flapping")), ALIVE),
				"ends again and again", "out of GPU memory");
	}

	@Test
	void aUnitThatNeverGetsReadyIsGivenUp() {
		Workload unready = units.unit(units.place(), "never_ready", Duration.ofSeconds(3));

		assertFailure(FailureKind.NOT_READY, () -> units.target.start(starting(unready), ALIVE),
				"is not ready within PT3S", "activating (start)", "loading the model");
		assertThat(observe(unready)).returns(Condition.DEGRADED, WorkloadState::condition)
			.returns(0, WorkloadState::ready);
	}

	@Test
	void aWaitThatNobodyWantsAnyMoreEnds() {
		AtomicInteger beats = new AtomicInteger();

		assertThatThrownBy(() -> units.target.start(starting(units.unit("never_ready")), () -> {
			if (beats.incrementAndGet() > 5) {
				throw new IllegalStateException("cancelled");
			}
		})).hasMessage("cancelled");
	}

	@Test
	void anUnknownUnitIsAbsent() {
		Workload unknown = units.unit("no_such_unit");

		assertThat(observe(unknown)).returns(Condition.ABSENT, WorkloadState::condition)
			.extracting(WorkloadState::detail)
			.asString()
			.contains("no unit no_such_unit");
		assertFailure(FailureKind.NOT_FOUND, () -> units.target.start(starting(unknown), ALIVE), "no_such_unit");
		assertFailure(FailureKind.PROFILE, () -> units.target.stop(of(units.unit("face*")), ALIVE), "face*");
	}

	@Test
	void aMaskedUnitIsNotStarted() {
		server.inside("systemctl", "mask", "forbidden");

		assertFailure(FailureKind.CONFLICT, () -> units.target.start(starting(units.unit("forbidden")), ALIVE),
				"masked");
	}

	@Test
	void anotherHostThanTheOneMeantIsLeftAlone() {
		Workload elsewhere = units.unit(units.place(SystemdHost.USER, "big-brother-2", null), "face_analyzer", SOON);
		int before = server.starts();

		assertFailure(FailureKind.CONFLICT, () -> units.target.stop(of(elsewhere), ALIVE), "big-brother-1",
				"big-brother-2");
		assertFailure(FailureKind.CONFLICT, () -> units.target.restart(units.restarting(elsewhere), ALIVE),
				"big-brother-2");
		assertFailure(FailureKind.CONFLICT,
				() -> units.target.execute(script(elsewhere, "touch", "/tmp/touched"), ALIVE), "big-brother-2");
		assertThat(server.starts()).isEqualTo(before);
		assertThat(server.inside("ls", "/tmp")).doesNotContain("touched");
	}

	@Test
	void aHostWithoutANameInTheProfileIsLeftAloneAndTheMessageSaysTheName() {
		Workload unnamed = units.unit(units.place(SystemdHost.USER, null, null), "face_analyzer", SOON);

		assertFailure(FailureKind.PROFILE, () -> units.target.stop(of(unnamed), ALIVE), "hostName: big-brother-1");
		assertThat(observe(analyzer).condition()).isEqualTo(Condition.RUNNING);
	}

	@Test
	void aUserWithoutSudoIsRefusedWithTheLineToAdd() {
		Workload forbidden = units.unit(units.place(SystemdHost.GUEST, Units.HOST_NAME, null), "face_analyzer", SOON);

		assertFailure(FailureKind.FORBIDDEN, () -> units.target.restart(units.restarting(forbidden), ALIVE),
				"guest ALL=(root) NOPASSWD: /usr/bin/systemctl");
		assertThat(observe(forbidden).condition()).isEqualTo(Condition.RUNNING);
	}

	@Test
	void aPlanChangesNothingAndSaysWhatTheRunDoes() {
		int before = server.starts();
		RestartRequest request = units.restarting(analyzer);

		assertThat(units.target.restart(new RestartRequest(run(Mode.PLAN), analyzer, request.incarnation()), ALIVE)
			.changes()).containsExactly(change("as it runs", "started anew"));
		assertThat(units.target.stop(new WorkloadRequest(run(Mode.PLAN), analyzer), ALIVE).changes())
			.containsExactly(change("started", "stopped"));
		assertThat(units.target.start(new StartRequest(run(Mode.PLAN), units.unit("crashing"), null), ALIVE).changes())
			.hasSize(1);

		assertThat(observe(analyzer).incarnation()).isEqualTo(request.incarnation());
		assertThat(server.starts()).isEqualTo(before);
		assertThat(server.property("crashing", "ActiveState")).isEqualTo("inactive");
	}

	@Test
	void aCommandRunsInTheTargetsFolder() {
		ScriptAnswer good = units.target.execute(script(analyzer, "ls"), ALIVE);
		ScriptAnswer bad = units.target.execute(script(analyzer, "ls", "/nowhere"), ALIVE);

		assertThat(good).isEqualTo(new ScriptAnswer(0, "face_analyzer.pl\n"));
		assertThat(bad.good()).isFalse();
		assertThat(bad.output()).contains("/nowhere");
	}

	@Test
	void oldLogsAreShownAndRemovedOnceTheHostIsTheOneMeant() {
		SystemdCleanUp cleanUp = new SystemdCleanUp(units.hosts);
		CleanUp asked = new CleanUp(CleanUp.What.FILES, "host", null, "/var/log/bigbrother", "system.log*", null, null,
				null, null, null, null, Duration.ofDays(30), null, null, null);
		server.inside("sh", "-c",
				"cd /var/log/bigbrother && touch system.log && touch -d '30 days ago -10 minutes' system.log.2"
						+ " && touch -d '30 days ago +10 minutes' system.log.1 && touch -d '1 year ago' audit.log.1"
						+ " && chown ops: *");
		CleanUpRequest request = cleaning(units.place(), asked);
		List<Leftover> found = cleanUp.find(request, ALIVE);
		assertThat(found).extracting(Leftover::name).containsExactly("/var/log/bigbrother/system.log.2");
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(
					() -> cleanUp.remove(cleaning(units.place(SystemdHost.USER, "another", "/"), asked), found, ALIVE))
			.withMessageContaining("another");
		cleanUp.remove(request, found, ALIVE);
		cleanUp.remove(request, found, ALIVE);
		assertThat(server.names("/var/log/bigbrother")).containsExactlyInAnyOrder("audit.log.1", "system.log",
				"system.log.1");
		CleanUp nowhere = new CleanUp(CleanUp.What.FILES, "host", null, "/var/log/nowhere", "*.log", null, null, null,
				null, null, null, null, null, null, null);
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> cleanUp.find(cleaning(units.place(), nowhere), ALIVE))
			.withMessageContaining("/var/log/nowhere");
	}

	private static CleanUpRequest cleaning(TargetProfile place, CleanUp asked) {
		return new CleanUpRequest(run(Mode.EXECUTE), asked, place, null, null, Instant.now().minus(asked.olderThan()),
				null);
	}

	@Test
	void aHostIsFitWhenItsNameItsDisksAndItsUnitsAre() {
		assertThat(inspect()).allMatch(ProbeResult::healthy)
			.extracting(ProbeResult::name)
			.containsExactly("host host", "host disk of /", "host disk of /opt/bigbrother", "host systemd");

		server.inside("systemctl", "start", "crashing");
		awaitState("crashing", "failed");
		assertThat(inspect()).filteredOn((result) -> !result.healthy())
			.singleElement()
			.extracting(ProbeResult::observed)
			.isEqualTo("degraded, failed: crashing.service");
	}

	@Test
	void aWrongNameAndAMissingFolderAreNotHealthy() {
		assertThat(units.target.inspect(run(Mode.EXECUTE), units.place(SystemdHost.USER, "big-brother-2", "/nowhere")))
			.filteredOn((result) -> !result.healthy())
			.extracting(ProbeResult::name)
			.containsExactly("host host", "host disk of /nowhere");
	}

	@Test
	void whatAUnitCannotDoIsSaidInWords() {
		assertThat(List.of(Operation.SCALE, Operation.RESIZE, Operation.AUTOSCALE))
			.allSatisfy((operation) -> assertThat(units.target.cannot(operation, analyzer)).get()
				.asString()
				.contains("face_analyzer is a systemd unit"));
		assertThat(units.target.cannot(Operation.RESTART, analyzer)).isEmpty();
	}

	private static List<ProbeResult> inspect() {
		return units.target.inspect(run(Mode.EXECUTE), units.place());
	}

	private static WorkloadState observe(Workload workload) {
		return units.target.observe(of(workload));
	}

	private static ScriptRequest script(Workload workload, String... command) {
		return new ScriptRequest(run(Mode.EXECUTE), workload, List.of(command), SOON);
	}

	private static Change change(String before, String after) {
		return new Change("unit face_analyzer on host ops@127.0.0.1:" + server.port(), before, after);
	}

	private static void assertFailure(FailureKind kind, ThrowingCallable what, String... words) {
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(what)
			.satisfies((failure) -> assertThat(failure.getMessage()).contains(words))
			.returns(kind, PermanentFailure::kind);
	}

	/** Beside /models only root may write; whoever may read it can back it up. */
	@Test
	void aFolderAtTheRootIsBackedUpByAUserWhoMayOnlyReadIt() {
		List<String> parts = new ArrayList<>();
		Source source = new Source("vision",
				new ProtectedStore("models", ProtectedStore.Engine.FILES, null, "host", "vault", List.of("/models"),
						List.of(), null, null, null),
				null, analyzer.target(), Destination.folder("vault", folder.toString()), null);
		try (RealHosts hosts = new RealHosts(new FileSecrets())) {
			Captured captured = hosts.files()
				.capture(new BackupOrder(source, "models-1", "run-1"),
						(ending, content) -> parts.add(ending + (size(content) > 0 ? "" : " empty")),
						how -> ALIVE.run());
			assertThat(captured.contents().rows()).containsEntry(".", 2L);
		}
		assertThat(parts).containsExactly(".tar", ".sha256");
		assertThat(server.inside("find", "/home", "/models", "-name", "*.tar")).isEmpty();
	}

	private static int size(Sink.Content content) {
		try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
			content.write(out);
			return out.size();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A site is prepared: each thing once, and on the host that was named only. */
	@Test
	void aHostIsPreparedOnceAndNoOther() {
		server.inside("sh", "-c", "echo 'ops ALL=(root) NOPASSWD: /usr/sbin/useradd' > /etc/sudoers.d/prepare");
		Preparation user = preparation("user", List.of("id", "sparkone"),
				List.of("sudo", "-n", "useradd", "--system", "sparkone"));
		TestActivityEnvironment worker = TestActivityEnvironment.newInstance();
		try (RealHosts hosts = new RealHosts(new FileSecrets())) {
			worker.registerActivitiesImplementations(SitesForTests.on(hosts.machines()));
			Sites sites = worker.newActivityStub(Sites.class,
					ActivityOptions.newBuilder().setStartToCloseTimeout(SOON).build());
			assertThatThrownBy(() -> sites.prepareSite(prepare(Mode.EXECUTE, "moon", user)))
				.hasStackTraceContaining("calls itself '" + Units.HOST_NAME + "'");
			assertThatThrownBy(() -> sites.prepareSite(prepare(Mode.EXECUTE, null, user)))
				.hasStackTraceContaining("has no hostName");
			assertThat(sites.prepareSite(prepare(Mode.PLAN, Units.HOST_NAME, user)).changes()).hasSize(1);
			assertThat(server.inside("getent", "passwd", "sparkone")).isEmpty();

			assertThat(sites.prepareSite(prepare(Mode.EXECUTE, Units.HOST_NAME, user)).changes()).hasSize(1);
			assertThat(server.inside("getent", "passwd", "sparkone")).contains("sparkone");
			assertThat(sites.prepareSite(prepare(Mode.EXECUTE, Units.HOST_NAME, user)).changes()).isEmpty();

			Preparation forbidden = preparation("folder", List.of("test", "-d", "/opt/none"),
					List.of("mkdir", "/opt/none"));
			assertThatThrownBy(() -> sites.prepareSite(prepare(Mode.EXECUTE, Units.HOST_NAME, forbidden)))
				.hasStackTraceContaining("folder ended with code 1: mkdir: cannot create directory");
			Preparation idle = preparation("file", List.of("test", "-f", "/opt/none"), List.of("true"));
			assertThatThrownBy(() -> sites.prepareSite(prepare(Mode.EXECUTE, Units.HOST_NAME, idle)))
				.hasStackTraceContaining("'file' was made so by [true], and [test, -f, /opt/none] ends with code 1");
		}
		finally {
			worker.close();
		}
	}

	private static Preparation preparation(String name, List<String> present, List<String> make) {
		return new Preparation(name, "host", present, make, SOON);
	}

	private static PreparationRequest prepare(Mode mode, String hostName, Preparation wanted) {
		return new PreparationRequest(run(mode), units.place(SystemdHost.USER, hostName, "/opt/bigbrother"), wanted);
	}

}
