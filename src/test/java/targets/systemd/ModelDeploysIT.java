package targets.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.Workload;
import domain.probe.ProbeResult;
import domain.profile.ComponentProfile;
import domain.profile.DeployProfile;
import domain.profile.ModelProbe;
import domain.profile.ModelProfile;
import domain.release.Changes;
import domain.release.DeployRequest;
import domain.release.History;
import domain.release.Live;
import domain.run.Change;
import domain.run.Mode;
import domain.run.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import local.SystemdHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models on a real systemd host, over its sshd (runbook B 5.1 "model_update"). */
class ModelDeploysIT {

	private static final Runnable ALIVE = () -> {
	};

	private static final DeployProfile HOW = new DeployProfile(null, null, null, null, null, null, null, Duration.ZERO,
			null, null, null,
			new ModelProfile("/models/face.model", "/models/incoming/face-{{version}}.model",
					"/models/incoming/face-{{version}}.model.sha256", probe("accuracy", 95.0, null, "%"),
					probe("latency", null, 100.0, "ms"), List.of("face_analyzer"), null, null),
			null);

	@TempDir
	static Path folder;

	private static SystemdHost server;

	private static Units units;

	private Live before;

	private int runs;

	private static ModelProbe probe(String what, Double atLeast, Double atMost, String unit) {
		return new ModelProbe(List.of("/models/measure", what, "{{file}}"), atLeast, atMost, unit, null);
	}

	@BeforeAll
	static void boot() {
		SystemdHost.missing().ifPresent((why) -> Assumptions.abort(why));
		server = new SystemdHost(folder, Units.HOST_NAME);
		server.start();
		server.model("v2", 98.0, 50, "good");
		server.model("v3", 99.0, 60, "good");
		server.model("v4", 99.5, 60, "good");
		server.model("inaccurate", 91.5, 40, "good");
		server.model("slow", 98.0, 140, "good");
		server.model("crash", 98.0, 40, "crash");
		server.model("error", 98.0, 40, "error");
		units = new Units(server);
	}

	@AfterAll
	static void shutDown() {
		if (server != null) {
			units.close();
			server.stop();
		}
	}

	@BeforeEach
	void theFirstModelRuns() {
		server.inside("systemctl", "stop", "face_analyzer");
		server.inside("systemctl", "reset-failed");
		server.inside("sh", "-c",
				"rm -rf /models/.face* /models/backup; su ops -c 'cp /models/incoming/face-v1.model /models/face.model'");
		server.startAnalyzer();
		this.before = units.deploys.live(request("v2", Mode.EXECUTE));
		assertThat(this.before.version()).startsWith("sha-");
		assertThat(server.loadedModel()).isEqualTo("v1");
	}

	private DeployRequest request(String version, Mode mode) {
		Run run = new Run("deploy", "run-" + version + "-" + this.runs + "-" + System.identityHashCode(this), "Deploy",
				"big-brother-cnn", "face-model", mode, "en");
		Workload workload = new Workload(units.place(), "face-model", ComponentProfile.Kind.MODEL, "face-model",
				"face-model", null, Duration.ofSeconds(60));
		return new DeployRequest(run, workload, HOW, null, version, this.before);
	}

	/** Of a run of its own. */
	private DeployRequest request(String version) {
		this.runs++;
		return request(version, Mode.EXECUTE);
	}

	private static List<Change> deploy(DeployRequest request) {
		List<Change> made = new ArrayList<>();
		Stream
			.of(units.deploys.fetch(request, ALIVE), units.deploys.build(request, ALIVE),
					units.deploys.bringUp(request, ALIVE))
			.map(Changes::changes)
			.forEach(made::addAll);
		return made;
	}

	private static PermanentFailure failure(DeployRequest request) {
		return catchThrowableOfType(PermanentFailure.class, () -> deploy(request));
	}

	private void deployNext(String version) {
		deploy(request(version));
		this.before = units.deploys.live(request(version));
	}

	private void isAsBefore(int starts) {
		assertThat(server.loadedModel()).isEqualTo("v1");
		assertThat(server.starts()).isEqualTo(starts);
		assertThat(server.property("face_analyzer", "ActiveState")).isEqualTo("active");
	}

	@Test
	void aModelTakesThePlaceOfAnotherAndBackAgainHoweverOftenAStepRuns() {
		int starts = server.starts();
		DeployRequest request = request("v2");
		for (int repeated = 0; repeated < 2; repeated++) {
			assertThat(units.deploys.fetch(request, ALIVE).changes()).hasSize(1);
			units.deploys.build(request, ALIVE);
			isAsBefore(starts);
		}
		for (int repeated = 0; repeated < 2; repeated++) {
			assertThat(units.deploys.bringUp(request, ALIVE).changes()).extracting(Change::after)
				.containsExactly("v2", "started anew");
			assertThat(server.loadedModel()).isEqualTo("v2");
			assertThat(server.starts()).isEqualTo(starts + 1);
		}
		assertThat(units.deploys.verify(request, ALIVE)).allMatch(ProbeResult::healthy).hasSize(4);
		assertThat(units.deploys.live(request).version()).isEqualTo("v2");
		assertThat(server.names("/models/backup")).singleElement().asString().startsWith("face.model@sha-");

		for (int repeated = 0; repeated < 2; repeated++) {
			units.deploys.goBack(request, ALIVE);
			isAsBefore(starts + 2);
		}
		assertThat(units.deploys.live(request)).isEqualTo(this.before);
		assertThat(server.names("/models")).contains(".face.model.holdfast-withdrawn")
			.doesNotContain(".face.model.holdfast-next");
	}

	@Test
	void aModelThatIsNotGoodEnoughStopsNothing() {
		int starts = server.starts();
		PermanentFailure inaccurate = failure(request("inaccurate"));
		assertThat(inaccurate.kind()).isEqualTo(FailureKind.NOT_VERIFIED);
		assertThat(inaccurate).hasMessageContaining("91.5 %").hasMessageContaining("at least 95.0 %");
		assertThat(failure(request("slow"))).hasMessageContaining("140.0 ms").hasMessageContaining("at most 100.0 ms");
		units.deploys.goBack(request("slow"), ALIVE);
		isAsBefore(starts);
		assertThat(server.names("/models")).doesNotContain(".face.model.holdfast-next");
	}

	@Test
	void aModelThatIsNotTheReleasedOneIsNotEvenCopied() {
		server.inside("sh", "-c", "echo tampered >>/models/incoming/face-v4.model");
		try {
			assertThat(failure(request("v4")).kind()).isEqualTo(FailureKind.NOT_VERIFIED);
		}
		finally {
			server.model("v4", 99.5, 60, "good");
		}
		assertThat(failure(request("v9"))).hasMessageContaining("face-v9.model");
		assertThat(failure(request("../v1")).kind()).isEqualTo(FailureKind.INVALID_INPUT);
		assertThat(server.names("/models")).doesNotContain("backup", ".face.model.holdfast-next");
	}

	@Test
	void aModelThatCannotBeLoadedSaysWhyAndGoesBack() {
		DeployRequest crash = request("crash");
		assertThat(failure(crash).kind()).isEqualTo(FailureKind.NOT_READY);
		assertThat(failure(crash)).hasMessageContaining("the model cannot be loaded");
		units.deploys.goBack(crash, ALIVE);
		assertThat(server.loadedModel()).isEqualTo("v1");
	}

	@Test
	void errorsInTheJournalAreSeen() {
		DeployRequest error = request("error");
		deploy(error);
		assertThat(units.deploys.verify(error, ALIVE)).filteredOn((result) -> !result.healthy())
			.singleElement()
			.extracting(ProbeResult::observed)
			.asString()
			.contains("ERROR: inference failed");
		assertThat(units.deploys.recentLog(error)).contains("inference failed");
		units.deploys.goBack(error, ALIVE);
		assertThat(server.loadedModel()).isEqualTo("v1");
	}

	@Test
	void twoVersionsAreKeptAndARollbackGoesToTheOneBeforeEachTime() {
		deployNext("v2");
		deployNext("v3");
		deployNext("v4");
		History history = units.deploys.history(request(null));
		assertThat(history.current().version()).isEqualTo("v4");
		assertThat(history.earlier()).extracting(Live::version).containsExactly("v3", "v2");
		assertThat(history.wanted().version()).isEqualTo("v3");

		back(history);
		assertThat(server.loadedModel()).isEqualTo("v3");
		History further = units.deploys.history(request(null));
		assertThat(further.wanted().version()).isEqualTo("v2");
		assertThat(units.deploys.history(request("v2")).wanted()).isEqualTo(further.wanted());
		assertThat(catchThrowableOfType(PermanentFailure.class, () -> units.deploys.history(request("v1"))))
			.hasMessageContaining("[v3, v2]");
		back(further);
		assertThat(server.loadedModel()).isEqualTo("v2");
		assertThat(catchThrowableOfType(PermanentFailure.class, () -> units.deploys.history(request(null))).kind())
			.isEqualTo(FailureKind.INVALID_INPUT);
	}

	private void back(History history) {
		this.before = history.wanted();
		units.deploys.goBack(request(history.current().version()), ALIVE);
	}

	@Test
	void aModelThatSomebodyElseChangedIsLeftAlone() {
		DeployRequest request = request("v2");
		units.deploys.fetch(request, ALIVE);
		server.inside("sh", "-c", "echo by-hand=1 >>/models/face.model");
		assertThat(catchThrowableOfType(PermanentFailure.class, () -> units.deploys.bringUp(request, ALIVE)).kind())
			.isEqualTo(FailureKind.CONFLICT);
		assertThat(server.content("/models/face.model").orElseThrow()).contains("by-hand");
	}

	@Test
	void aPlanChangesNothingAndSaysWhatTheRunChanges() {
		int starts = server.starts();
		List<Change> planned = deploy(request("v2", Mode.PLAN));
		isAsBefore(starts);
		assertThat(server.names("/models")).doesNotContain("backup");
		assertThat(deploy(request("v2"))).isEqualTo(planned);
	}

	@Test
	void anotherHostThanTheOneMeantIsLeftAlone() {
		Workload elsewhere = new Workload(units.place(SystemdHost.USER, "big-brother-2", "/opt/bigbrother"),
				"face-model", ComponentProfile.Kind.MODEL, "face-model", "face-model", null, Duration.ofSeconds(5));
		DeployRequest request = new DeployRequest(request("v2").run(), elsewhere, HOW, null, "v2", this.before);
		assertThat(failure(request)).hasMessageContaining("big-brother-2");
		assertThat(server.names("/models")).doesNotContain("backup");
	}

}
