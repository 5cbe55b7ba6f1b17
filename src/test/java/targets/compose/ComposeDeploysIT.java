package targets.compose;

import static local.Sparkone.BETTER;
import static local.Sparkone.CRASHES;
import static local.Sparkone.DOES_NOT_BUILD;
import static local.Sparkone.FAILS_TO_MIGRATE;
import static local.Sparkone.GOOD;
import static local.Sparkone.SLOW_TO_BUILD;
import static local.Sparkone.UNHEALTHY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static targets.compose.ComposeHost.ALIVE;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.profile.DeployProfile;
import domain.release.DeployRequest;
import domain.release.History;
import domain.release.Live;
import domain.run.Change;
import domain.run.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import local.Patience;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of a compose project on a real Docker engine behind a real SSH server. */
class ComposeDeploysIT {

	private static final DeployProfile HOW = new DeployProfile(null, null, null, null, null,
			List.of("run", "--rm", "api", "alembic", "upgrade", "head"), null, Duration.ZERO, null, null, null, null,
			null);

	@TempDir
	static Path folder;

	private static ComposeHost host;

	private static ComposeDeploys deploys;

	private Live before;

	@BeforeAll
	static void start() {
		host = new ComposeHost(folder);
		deploys = new ComposeDeploys(host.projects);
	}

	@AfterAll
	static void stop() {
		if (host != null) {
			host.close();
		}
	}

	@BeforeEach
	void theGoodVersionRuns() {
		Run run = ComposeHost.run("set-up-" + System.nanoTime());
		DeployRequest good = request(run, GOOD, new Live(GOOD, host.sparkone.commit(GOOD)));
		deploys.goBack(good, ALIVE);
		this.before = deploys.live(good);
		assertThat(this.before).isEqualTo(new Live(GOOD, host.sparkone.commit(GOOD)));
		assertThat(host.sparkone.runningVersion()).isEqualTo(GOOD);
	}

	private static DeployRequest request(Run run, String version, Live before) {
		return new DeployRequest(run, host.service("api", Duration.ofSeconds(6)), HOW, null, version, before);
	}

	private DeployRequest request(String version) {
		return request(ComposeHost.run(version), version, this.before);
	}

	private static void deploy(DeployRequest request) {
		deploys.fetch(request, ALIVE);
		deploys.build(request, ALIVE);
		deploys.migrate(request, ALIVE);
		deploys.bringUp(request, ALIVE);
	}

	private static PermanentFailure failure(DeployRequest request) {
		return catchThrowableOfType(PermanentFailure.class, () -> deploy(request));
	}

	private void isAsBefore() {
		assertThat(host.sparkone.commit()).isEqualTo(this.before.id());
		assertThat(host.sparkone.runningVersion()).isEqualTo(GOOD);
		assertThat(host.observe("api").running()).isTrue();
	}

	@Test
	void aVersionTakesThePlaceOfAnotherAndBackAgainHoweverOftenAStepRuns() {
		DeployRequest better = request(BETTER);
		for (int repeated = 0; repeated < 2; repeated++) {
			assertThat(deploys.fetch(better, ALIVE).changes()).extracting(Change::after).containsExactly(BETTER);
			assertThat(host.sparkone.commit()).isEqualTo(host.sparkone.commit(BETTER));
			assertThat(host.sparkone.runningVersion()).isEqualTo(GOOD);
			assertThat(deploys.build(better, ALIVE).changes()).hasSize(1);
			assertThat(deploys.migrate(better, ALIVE).changes()).hasSize(1);
		}
		deploys.bringUp(better, ALIVE);
		String incarnation = host.observe("api").incarnation();
		deploys.bringUp(better, ALIVE);
		assertThat(host.observe("api").incarnation()).isEqualTo(incarnation);
		assertThat(host.sparkone.runningVersion()).isEqualTo(BETTER);
		assertThat(deploys.live(better).version()).isEqualTo(BETTER);
		assertThat(deploys.recentLog(better)).contains("starting " + BETTER);

		deploys.goBack(better, ALIVE);
		deploys.goBack(better, ALIVE);
		isAsBefore();
	}

	@Test
	void aRollbackFindsTheVersionThatRanBeforeAndBringsItUp() {
		deploy(request(ComposeHost.run("to-better"), BETTER, this.before));
		DeployRequest asked = request(ComposeHost.run("back"), null, null);
		History history = deploys.history(asked);
		assertThat(history.current().version()).isEqualTo(BETTER);
		assertThat(history.wanted()).isEqualTo(this.before);
		assertThat(deploys.history(request(ComposeHost.run("named"), GOOD, null)).wanted()).isEqualTo(this.before);

		DeployRequest back = request(ComposeHost.run("back"), BETTER, history.wanted());
		deploys.goBack(request(ComposeHost.plan("back"), BETTER, history.wanted()), ALIVE);
		assertThat(host.sparkone.runningVersion()).isEqualTo(BETTER);
		deploys.goBack(back, ALIVE);
		deploys.goBack(back, ALIVE);
		isAsBefore();
		assertThat(catchThrowableOfType(PermanentFailure.class, () -> deploys.history(asked)).kind())
			.isEqualTo(FailureKind.INVALID_INPUT);
	}

	@Test
	void aVersionThatCannotBeBuiltTouchesNothingThatRuns() {
		String incarnation = host.observe("api").incarnation();
		PermanentFailure failure = failure(request(DOES_NOT_BUILD));
		assertThat(failure.kind()).isEqualTo(FailureKind.NOT_VERIFIED);
		assertThat(failure).hasMessageContaining("cannot compile app");
		deploys.goBack(request(DOES_NOT_BUILD), ALIVE);
		isAsBefore();
		assertThat(host.observe("api").incarnation()).isEqualTo(incarnation);
	}

	@Test
	void migrationsThatFailSayWhy() {
		assertThat(failure(request(FAILS_TO_MIGRATE))).hasMessageContaining("relation users exists already")
			.hasMessageContaining("code 3");
		deploys.goBack(request(FAILS_TO_MIGRATE), ALIVE);
		isAsBefore();
	}

	@Test
	void aVersionThatDoesNotGetHealthySaysWhatItsLogSays() {
		PermanentFailure failure = failure(request(UNHEALTHY));
		assertThat(failure.kind()).isEqualTo(FailureKind.NOT_READY);
		assertThat(failure).hasMessageContaining("cannot reach the database").hasMessageContaining("unhealthy");
		deploys.goBack(request(UNHEALTHY), ALIVE);
		isAsBefore();
	}

	@Test
	void aVersionThatCrashesSaysWhatItsLogSays() {
		assertThat(failure(request(CRASHES))).hasMessageContaining("cannot read settings")
			.hasMessageContaining("exited with code 3");
		deploys.goBack(request(CRASHES), ALIVE);
		isAsBefore();
	}

	@Test
	void aBuildWhoseConnectionIsCutIsTakenUpAgainAndBuiltOnce() {
		DeployRequest slow = request(SLOW_TO_BUILD);
		deploys.fetch(slow, ALIVE);
		host.forgetCalls();
		CompletableFuture<Void> building = CompletableFuture.runAsync(() -> deploys.build(slow, ALIVE));
		awaitBuild();
		host.server.cutConnections();
		building.join();
		deploys.build(slow, ALIVE);
		assertThat(host.calls("build")).isEqualTo(1);
		deploys.bringUp(slow, ALIVE);
		assertThat(host.sparkone.runningVersion()).isEqualTo(SLOW_TO_BUILD);
	}

	@Test
	void aBuildThatNobodyWaitsForAnyMoreIsEndedBeforeGoingBack() {
		DeployRequest slow = request(ComposeHost.run("aborted"), SLOW_TO_BUILD, this.before);
		deploys.fetch(slow, ALIVE);
		host.forgetCalls();
		assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> deploys.build(slow, () -> {
			if (host.calls("build") > 0) {
				throw new TransientFailure("the run was aborted", null);
			}
		}));
		deploys.goBack(slow, ALIVE);
		isAsBefore();
		assertThat(ProcessHandle.allProcesses()
			.map((process) -> process.info().commandLine().orElse(""))
			.filter((line) -> line.contains("compose") && line.contains(" build"))).isEmpty();
	}

	private static void awaitBuild() {
		Awaitility.await("the build to begin").atMost(Patience.LIMIT).until(() -> host.calls("build") > 0);
	}

	@Test
	void aPlanChangesNothingAndSaysWhatTheRunChanges() {
		DeployRequest plan = request(ComposeHost.plan("planned"), BETTER, this.before);
		List<Change> planned = new java.util.ArrayList<>(deploys.fetch(plan, ALIVE).changes());
		planned.addAll(deploys.build(plan, ALIVE).changes());
		planned.addAll(deploys.migrate(plan, ALIVE).changes());
		planned.addAll(deploys.bringUp(plan, ALIVE).changes());
		isAsBefore();
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> deploys.fetch(request(ComposeHost.plan("planned"), "v9.9.9", this.before), ALIVE));

		DeployRequest real = request(ComposeHost.run("as-planned"), BETTER, this.before);
		List<Change> made = new java.util.ArrayList<>(deploys.fetch(real, ALIVE).changes());
		made.addAll(deploys.build(real, ALIVE).changes());
		made.addAll(deploys.migrate(real, ALIVE).changes());
		made.addAll(deploys.bringUp(real, ALIVE).changes());
		assertThat(made).isEqualTo(planned);
	}

	@Test
	void branchesAndCommitsAreVersionsTooAndNonsenseIsNone() {
		deploys.fetch(request(ComposeHost.run("branch"), "main", this.before), ALIVE);
		assertThat(host.sparkone.commit()).isEqualTo(host.sparkone.commit(SLOW_TO_BUILD));
		String commit = host.sparkone.commit(BETTER).substring(0, 10);
		deploys.fetch(request(ComposeHost.run("commit"), commit, this.before), ALIVE);
		assertThat(host.sparkone.commit()).startsWith(commit);
		deploys.dropFetched(request(ComposeHost.run("commit"), commit, this.before), ALIVE);
		isAsBefore();
		assertThat(catchThrowableOfType(PermanentFailure.class,
				() -> deploys.fetch(request(ComposeHost.run("none"), "v9.9.9", this.before), ALIVE)))
			.hasMessageContaining("v9.9.9");
		assertThat(catchThrowableOfType(PermanentFailure.class,
				() -> deploys.fetch(request(ComposeHost.run("option"), "--help", this.before), ALIVE))
			.kind()).isEqualTo(FailureKind.INVALID_INPUT);
	}

	@Test
	void filesThatSomebodyWorksOnAreLeftAlone() throws Exception {
		Path file = host.sparkone.directory().resolve("Dockerfile");
		String committed = Files.readString(file);
		Files.writeString(file, committed + "# by hand\n");
		try {
			PermanentFailure failure = failure(request(ComposeHost.run("dirty"), BETTER, this.before));
			assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT);
			assertThat(failure).hasMessageContaining("Dockerfile");
		}
		finally {
			Files.writeString(file, committed);
		}
	}

}
