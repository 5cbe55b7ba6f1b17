package targets.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.probe.ProbeResult;
import domain.profile.DeployProfile;
import domain.profile.ReleaseProfile;
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

/** Versions side by side on a real systemd host (runbook B 5.1 "system_update"). */
class ReleaseDeploysIT {

	private static final Runnable ALIVE = () -> {
	};

	private static final DeployProfile HOW = new DeployProfile(null, null, null, null, null, null, null, Duration.ZERO,
			null, null, null, null, new ReleaseProfile("/srv/app", "/srv/incoming/app-{{version}}.tar",
					"/srv/incoming/SHA256SUMS", List.of("sh", "check"), List.of("sh", "configure"), null));

	/** Makes the archive of a version: what its check, its program and its unit do. */
	private static final String ARCHIVE = """
			set -e
			mkdir -p /srv/made/$1 /srv/incoming
			cd /srv/made/$1
			echo "$2" >check
			echo "echo version $1 >/srv/app/configured" >configure
			printf 'echo started %s\\n%s\\nexec sleep infinity\\n' "$1" "$3" >run
			tar -cf /srv/incoming/app-$1.tar .
			cd /srv/incoming
			sha256sum app-*.tar >SHA256SUMS
			""";

	@TempDir
	static Path folder;

	private static SystemdHost server;

	private static Units units;

	private Live before;

	private int runs;

	@BeforeAll
	static void boot() {
		SystemdHost.missing().ifPresent((why) -> Assumptions.abort(why));
		server = new SystemdHost(folder, Units.HOST_NAME);
		server.start();
		Stream.of("v1", "v2", "v3", "v4").forEach((version) -> archive(version, "true", "true"));
		archive("needy", "echo libcuda is missing >&2; exit 5", "true");
		archive("crash", "true", "echo cannot open camera; exit 3");
		server.inside("sh", "-c",
				"printf '[Service]\nExecStart=/bin/sh /srv/app/current/run\n' >/etc/systemd/system/app.service; systemctl daemon-reload");
		units = new Units(server);
	}

	private static void archive(String version, String check, String behaviour) {
		server.inside("sh", "-c", ARCHIVE, "archive", version, check, behaviour);
	}

	@AfterAll
	static void shutDown() {
		if (server != null) {
			units.close();
			server.stop();
		}
	}

	@BeforeEach
	void theFirstVersionRuns() {
		server.inside("systemctl", "stop", "app");
		server.inside("systemctl", "reset-failed");
		server.inside("sh", "-c",
				"rm -rf /srv/app; mkdir -p /srv/app/releases/v1; tar -xf /srv/incoming/app-v1.tar -C /srv/app/releases/v1; ln -s releases/v1 /srv/app/current; chown -R ops: /srv/app; systemctl start app");
		this.before = units.deploys.live(request("v2", Mode.EXECUTE));
		assertThat(this.before).isEqualTo(new Live("v1", "v1"));
	}

	private DeployRequest request(String version, Mode mode) {
		Run run = new Run("deploy", "run-" + version + "-" + this.runs + "-" + System.identityHashCode(this), "Deploy",
				"big-brother-cnn", "app", mode, "en");
		return new DeployRequest(run, units.unit("app"), HOW, null, version, this.before);
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

	private static String live() {
		return server.inside("readlink", "/srv/app/current").strip();
	}

	private static String invocation() {
		return server.property("app", "InvocationID");
	}

	@Test
	void aVersionTakesThePlaceOfAnotherAndBackAgainHoweverOftenAStepRuns() {
		String first = invocation();
		DeployRequest request = request("v2");
		for (int repeated = 0; repeated < 2; repeated++) {
			assertThat(units.deploys.fetch(request, ALIVE).changes()).hasSize(1);
			units.deploys.build(request, ALIVE);
			assertThat(invocation()).isEqualTo(first);
		}
		units.deploys.bringUp(request, ALIVE);
		String second = invocation();
		units.deploys.bringUp(request, ALIVE);
		assertThat(invocation()).isEqualTo(second).isNotEqualTo(first);
		assertThat(live()).isEqualTo("releases/v2");
		assertThat(server.content("/srv/app/configured")).contains("version v2\n");
		assertThat(units.deploys.verify(request, ALIVE)).allMatch(ProbeResult::healthy).hasSize(2);
		assertThat(units.deploys.recentLog(request)).contains("started v2");

		units.deploys.goBack(request, ALIVE);
		String third = invocation();
		units.deploys.goBack(request, ALIVE);
		assertThat(invocation()).isEqualTo(third);
		assertThat(live()).isEqualTo("releases/v1");
		assertThat(server.content("/srv/app/configured")).contains("version v1\n");
	}

	@Test
	void aVersionThatTheHostCannotRunStopsNothing() {
		String first = invocation();
		assertThat(failure(request("needy"))).hasMessageContaining("libcuda is missing");
		units.deploys.goBack(request("needy"), ALIVE);
		assertThat(invocation()).isEqualTo(first);
		assertThat(failure(request("v9")).getMessage()).contains("app-v9.tar");
		assertThat(failure(request("v1")).kind()).isEqualTo(FailureKind.INVALID_INPUT);
	}

	@Test
	void aVersionThatDoesNotStartSaysWhyAndGoesBack() {
		DeployRequest crash = request("crash");
		assertThat(failure(crash)).hasMessageContaining("cannot open camera");
		units.deploys.goBack(crash, ALIVE);
		assertThat(live()).isEqualTo("releases/v1");
		assertThat(server.property("app", "ActiveState")).isEqualTo("active");
	}

	@Test
	void versionsAreKeptAndARollbackGoesToTheOneBeforeEachTime() {
		for (String version : List.of("v2", "v3", "v4")) {
			deploy(request(version));
			this.before = units.deploys.live(request(version));
		}
		assertThat(server.names("/srv/app/releases")).containsExactly("v2", "v3", "v4");
		History history = units.deploys.history(request(null));
		assertThat(history.current().version()).isEqualTo("v4");
		assertThat(history.wanted().version()).isEqualTo("v3");
		this.before = history.wanted();
		units.deploys.goBack(request("v4"), ALIVE);
		assertThat(live()).isEqualTo("releases/v3");
	}

	@Test
	void aPlanChangesNothingAndSaysWhatTheRunChanges() {
		String first = invocation();
		List<Change> planned = deploy(request("v2", Mode.PLAN));
		assertThat(invocation()).isEqualTo(first);
		assertThat(server.names("/srv/app/releases")).containsExactly("v1");
		assertThat(deploy(request("v2"))).isEqualTo(planned);
	}

}
