package local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code ./holdfast up} does once everything is fetched and built, and what is left
 * when it is over: nothing.
 */
class UpIT {

	@TempDir
	Path directory;

	private Process up;

	@AfterEach
	void endWhatIsLeft() {
		this.up.descendants().forEach(ProcessHandle::destroyForcibly);
		this.up.destroyForcibly();
	}

	@Test
	void oneCommandPrintsFiveLinksAndControlCEndsEveryProcess() throws IOException, InterruptedException {
		start();
		List<String> links = output().lines().filter((line) -> line.startsWith("  ")).toList();
		assertThat(links).hasSize(5);
		assertThat(links.getFirst()).contains("/namespaces/default/workflows/CanaryDeploy%2Fagente-ia%2Fagente-api/");
		ProcessHandle application = application();
		application.destroyForcibly();
		Awaitility.await().untilAsserted(() -> assertThat(output()).contains("ended with code 137", "./holdfast app"));
		List<ProcessHandle> servers = this.up.descendants().toList();
		assertThat(servers).isNotEmpty();
		new ProcessBuilder("kill", "-INT", Long.toString(this.up.pid())).start().waitFor();
		assertThat(this.up.waitFor(2, TimeUnit.MINUTES)).isTrue();
		assertAllEnded(servers);
	}

	@Test
	void whatIsKilledWithoutAWarningLeavesNoProcessBehind() throws IOException {
		start();
		List<ProcessHandle> servers = this.up.descendants().toList();
		assertThat(servers).hasSizeGreaterThan(8);
		this.up.destroyForcibly();
		assertAllEnded(servers);
	}

	private void start() throws IOException {
		// Where the tests themselves run in the background they have inherited to ignore
		// Ctrl-C.
		this.up = new ProcessBuilder("env", "--default-signal=INT",
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), "local.Up")
			.directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("up.txt").toFile())
			.start();
		Awaitility.await().atMost(Patience.LIMIT).untilAsserted(() -> {
			assertThat(this.up.isAlive()).as(output()).isTrue();
			assertThat(output()).contains("Ctrl-C ends everything");
		});
	}

	private ProcessHandle application() {
		Matcher printed = Pattern.compile("Application: process (\\d+)").matcher(output());
		assertThat(printed.find()).as(output()).isTrue();
		return ProcessHandle.of(Long.parseLong(printed.group(1))).orElseThrow();
	}

	private void assertAllEnded(List<ProcessHandle> processes) {
		Awaitility.await().atMost(Patience.LIMIT).untilAsserted(() -> assertThat(processes).noneMatch(UpIT::runs));
	}

	/**
	 * A zombie that nobody collects has ended all the same: it has no command any more.
	 */
	private static boolean runs(ProcessHandle process) {
		return process.isAlive() && process.info().command().isPresent();
	}

	private String output() {
		Path file = this.directory.resolve("up.txt");
		return Files.exists(file) ? Directories.read(file) : "";
	}

}
