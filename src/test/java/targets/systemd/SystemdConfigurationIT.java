package targets.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import domain.configuration.Edit;
import domain.configuration.EditRequest;
import domain.configuration.Preview;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.Workload;
import domain.run.Change;
import domain.run.Mode;
import domain.run.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import local.SystemdHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a real systemd host, over its sshd. */
class SystemdConfigurationIT {

	private static final String FILE = "/etc/bigbrother/settings";

	private static final String TEXT = "# by hand\nLEVEL=info\nAPI_KEY=old\n";

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
	void theFileIsAsItWas() {
		server.inside("sh", "-c", "rm -f %1$s*; printf '%2$s' >%1$s; chown ops:adm %1$s; chmod 640 %1$s".formatted(FILE,
				TEXT.replace("\n", "\\n")));
		server.inside("usermod", "-aG", "adm", "ops");
	}

	private static EditRequest request(String run, Mode mode, Edit edit) {
		return new EditRequest(new Run("change", run, "ConfigurationChange", "big-brother-cnn", null, mode, "en"),
				analyzer, List.of(units.unit("crashing"), units.unit("flapping")), edit,
				Map.of("face_analyzer", List.of(FILE), "crashing", List.of(FILE)));
	}

	private static Edit set(String name, String value) {
		return new Edit(null, null, FILE, null, Map.of(name, value), null, null, null);
	}

	private static PermanentFailure failure(Edit edit) {
		return catchThrowableOfType(PermanentFailure.class,
				() -> units.configuration.preview(request("refused", Mode.EXECUTE, edit)));
	}

	private static String content() {
		return server.content(FILE).orElseThrow();
	}

	@Test
	void aFileIsChangedAndPutBackHoweverOftenAStepRuns() {
		EditRequest request = request("run-1", Mode.EXECUTE, set("LEVEL", "debug"));
		Preview preview = units.configuration.preview(request);
		assertThat(preview.dependants()).containsExactly("face_analyzer", "crashing");
		assertThat(preview.changes()).containsExactly(new Change("file " + FILE + " LEVEL", "info", "debug"));
		for (int repeated = 0; repeated < 2; repeated++) {
			assertThat(units.configuration.keepCopy(request).name()).isEqualTo("settings.holdfast-run-1");
			assertThat(units.configuration.apply(request).changes()).isEqualTo(preview.changes());
			assertThat(content()).isEqualTo(TEXT.replace("info", "debug"));
		}
		assertThat(server.inside("stat", "--format=%a %U:%G", FILE)).isEqualTo("640 ops:adm\n");
		assertThat(server.inside("stat", "--format=%a %U:%G", FILE + ".holdfast-run-1")).isEqualTo("640 ops:adm\n");
		for (int repeated = 0; repeated < 2; repeated++) {
			units.configuration.putBack(request);
			assertThat(content()).isEqualTo(TEXT);
		}
	}

	@Test
	void aSecretComesFromItsReferenceAndIsNotShown() throws Exception {
		Path secret = Files.writeString(folder.resolve("new-key"), "new-key-value\n");
		EditRequest request = request("secret", Mode.EXECUTE,
				new Edit(null, null, FILE, null, null, Map.of("API_KEY", "file:" + secret), null, null));
		units.configuration.keepCopy(request);
		assertThat(units.configuration.apply(request).changes())
			.containsExactly(new Change("file " + FILE + " API_KEY", "(not shown)", "(not shown)"));
		assertThat(content()).contains("API_KEY=new-key-value");
	}

	@Test
	void anOlderCopyIsRestoredAndTheNewestFiveAreKept() {
		for (int run = 1; run <= 7; run++) {
			EditRequest request = request("run-" + run, Mode.EXECUTE, set("LEVEL", "level-" + run));
			units.configuration.keepCopy(request);
			units.configuration.apply(request);
		}
		EditRequest restore = request("restore", Mode.EXECUTE,
				new Edit(null, null, FILE, null, null, null, null, "settings.holdfast-run-5"));
		assertThat(units.configuration.preview(restore).copies()).containsExactly("settings.holdfast-run-7",
				"settings.holdfast-run-6", "settings.holdfast-run-5", "settings.holdfast-run-4",
				"settings.holdfast-run-3");
		units.configuration.keepCopy(restore);
		units.configuration.apply(restore);
		assertThat(content()).contains("LEVEL=level-4");
		assertThat(failure(new Edit(null, null, FILE, null, null, null, null, "settings.holdfast-run-1")))
			.hasMessageContaining("settings.holdfast-run-5");
	}

	@Test
	void whatTheProfileDoesNotNameIsLeftAlone() {
		Edit shadow = new Edit(null, null, "/etc/shadow", null, Map.of("A", "b"), null, null, null);
		assertThat(failure(shadow)).hasMessageContaining("/etc/shadow").hasMessageContaining(FILE);
		Edit configMap = new Edit("orders", null, null, null, Map.of("A", "b"), null, null, null);
		assertThat(failure(configMap).kind()).isEqualTo(FailureKind.INVALID_INPUT);
		server.inside("rm", FILE);
		assertThat(failure(set("A", "b")).kind()).isEqualTo(FailureKind.NOT_FOUND);
		server.inside("ln", "-s", "/etc/hostname", FILE);
		EditRequest link = request("link", Mode.EXECUTE, set("A", "b"));
		assertThat(catchThrowableOfType(PermanentFailure.class, () -> units.configuration.keepCopy(link)))
			.hasMessageContaining("symbolic link");
	}

	@Test
	void aPlanAndSomebodyElsesChangeLeaveTheFileAlone() {
		EditRequest plan = request("plan", Mode.PLAN, set("LEVEL", "debug"));
		units.configuration.keepCopy(plan);
		assertThat(units.configuration.apply(plan).changes()).hasSize(1);
		assertThat(content()).isEqualTo(TEXT);
		assertThat(server.names("/etc/bigbrother")).noneMatch((name) -> name.contains("holdfast"));

		EditRequest request = request("other", Mode.EXECUTE, set("LEVEL", "debug"));
		units.configuration.keepCopy(request);
		server.inside("sh", "-c", "echo BY_HAND=1 >>" + FILE);
		assertThat(catchThrowableOfType(PermanentFailure.class, () -> units.configuration.apply(request)).kind())
			.isEqualTo(FailureKind.CONFLICT);
	}

}
