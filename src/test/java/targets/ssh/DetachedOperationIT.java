package targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import local.Patience;
import local.SshServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long commands that outlive connections, over a real OpenSSH server. */
class DetachedOperationIT {

	private static final Duration SOON = Patience.LIMIT;

	private static final Runnable ALIVE = () -> {
	};

	@TempDir
	static Path folder;

	private static Targets targets;

	private static SshServer server;

	private String operation;

	private Path counter;

	@BeforeAll
	static void start() {
		server = new SshServer(folder.resolve("server"));
		server.start();
		targets = new Targets(server);
	}

	@AfterAll
	static void stop() {
		targets.close();
		server.stop();
	}

	@BeforeEach
	void name() {
		this.operation = DetachedOperation.name(UUID.randomUUID().toString(), "build it");
		this.counter = folder.resolve(this.operation);
	}

	/** Counts that it began, waits for the file GO, and says something. */
	private Command counting() {
		return Command.of("sh", "-c",
				"echo began >> \"$0\"; while [ ! -e \"$0.go\" ]; do sleep 0.05; done; echo out; echo err >&2; exit 3",
				this.counter.toString());
	}

	private void go() throws IOException {
		Files.writeString(Path.of(this.counter + ".go"), "");
	}

	private CompletableFuture<Answer> begin(Command command) {
		return CompletableFuture.supplyAsync(() -> targets.host().runDetached(this.operation, command, SOON, ALIVE));
	}

	private void awaitBegin() {
		Awaitility.await().until(() -> Files.exists(this.counter));
	}

	private List<String> begun() throws IOException {
		return Files.readAllLines(this.counter);
	}

	private Path kept() {
		return server.home().resolve(".holdfast/operations").resolve(this.operation);
	}

	@Test
	void itsAnswerIsTheCommandsAndIsGivenAgainWithoutRunningIt() throws IOException {
		go();
		Answer first = begin(counting()).join();
		Answer second = begin(counting()).join();

		assertThat(first).isEqualTo(new Answer(3, "out\n", "err\n", false)).isEqualTo(second);
		assertThat(begun()).hasSize(1);
	}

	@Test
	void aConnectionThatIsCutInItsMiddleIsOnlyAPause() throws IOException {
		CompletableFuture<Answer> answer = begin(counting());
		awaitBegin();
		assertThat(server.cutConnections()).isPositive();
		Awaitility.await().until(() -> server.connections() == 1);
		go();

		assertThat(answer.join().exitCode()).isEqualTo(3);
		assertThat(begun()).hasSize(1);
	}

	@Test
	void aWorkerThatDiedIsFollowedByOneThatFindsTheCommandRunning() throws IOException {
		Runnable dying = () -> {
			if (Files.exists(this.counter)) {
				throw new IllegalStateException("the worker died");
			}
		};
		assertThatThrownBy(() -> targets.host().runDetached(this.operation, counting(), SOON, dying))
			.hasMessage("the worker died");
		server.cutConnections();
		go();
		try (Targets others = new Targets(server)) {
			assertThat(others.host().runDetached(this.operation, counting(), SOON, ALIVE).exitCode()).isEqualTo(3);
		}
		assertThat(begun()).hasSize(1);
	}

	@Test
	void ofManyCallersAtOnceOneBeginsItAndAllGetItsAnswer() throws IOException {
		List<CompletableFuture<Answer>> answers = IntStream.range(0, 6)
			.mapToObj((caller) -> begin(counting()))
			.toList();
		awaitBegin();
		go();

		assertThat(answers).extracting(CompletableFuture::join).containsOnly(new Answer(3, "out\n", "err\n", false));
		assertThat(begun()).hasSize(1);
	}

	@Test
	void aProcessThatIsKilledIsSaidAndNotBegunAgain() throws IOException {
		CompletableFuture<Answer> answer = begin(counting());
		awaitBegin();
		kill();

		assertThatThrownBy(answer::join).cause()
			.isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("gone without an exit code")
			.hasMessageContaining(this.operation);
		assertThatThrownBy(begin(counting())::join).cause().isInstanceOf(PermanentFailure.class);
		assertThat(begun()).hasSize(1);
	}

	private void kill() throws IOException {
		long pid = Long.parseLong(Files.readString(kept().resolve("process")).split(" ")[0]);
		ProcessHandle runner = ProcessHandle.of(pid).orElseThrow();
		List<ProcessHandle> children = runner.descendants().toList();
		runner.destroyForcibly();
		children.forEach(ProcessHandle::destroyForcibly);
	}

	@Test
	void aRestartOfTheHostIsRecognisedAlthoughTheNumberRunsAgain() throws IOException {
		CompletableFuture<Answer> answer = begin(counting());
		awaitBegin();
		Path process = kept().resolve("process");
		String[] parts = Files.readString(process).split(" ");
		Files.writeString(process, parts[0] + " " + parts[1] + " another-boot\n");

		assertThatThrownBy(answer::join).cause().hasMessageContaining("the host was restarted");
		go();
	}

	@Test
	void anotherCommandUnderTheSameNameIsRefused() throws IOException {
		go();
		begin(counting()).join();

		assertThatThrownBy(begin(Command.of("echo", "other"))::join).cause()
			.isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("another command")
			.satisfies((failure) -> assertThat(((PermanentFailure) failure).kind()).isEqualTo(FailureKind.CONFLICT));
		assertThatThrownBy(begin(counting().reading(new byte[] { 1 }))::join).cause()
			.hasMessageContaining("another command");
	}

	@Test
	void inputReachesItAndOfMuchOutputTheEndIsFetched() {
		byte[] input = "ü $(x)\n".repeat(200_000).getBytes(StandardCharsets.UTF_8);
		Answer answer = begin(Command.of("cat").reading(input)).join();

		assertThat(answer.truncated()).isTrue();
		assertThat(answer.output()).endsWith("ü $(x)\n");
		assertThat(kept().resolve("output")).hasBinaryContent(input);
	}

	@Test
	void itRunsInItsFolderWithItsEnvironmentAndWithoutOneAtHome() throws IOException {
		Path place = Files.createDirectory(folder.resolve(this.operation + " it's"));
		Command printing = Command.of("sh", "-c", "pwd; echo $A").in(place.toString()).with("A", "b  c'");

		assertThat(begin(printing).join().output()).isEqualTo(place + "\nb c'\n");
		this.operation += "-home";
		assertThat(begin(Command.of("pwd")).join().output().strip()).isEqualTo(server.home().toString());
	}

	@Test
	void whatTakesTooLongIsEndedWithItsChildren() throws IOException {
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> targets.host().runDetached(this.operation, counting(), Duration.ofMillis(500), ALIVE))
			.withMessageContaining("did not end within PT0.5S")
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.NOT_READY));
		Awaitility.await().until(() -> Files.exists(kept().resolve("exit")));
		assertThat(begin(counting()).join().exitCode()).isEqualTo(143);
	}

	@Test
	void itDoesNotCarryTheMarkByWhichTheScriptThatBeganItCouldBeEnded() {
		assertThat(begin(Command.of("env")).join().output()).contains("HOME=").doesNotContain("HOLDFAST_COMMAND");
	}

	@Test
	void anotherMayEndIt() throws IOException {
		CompletableFuture<Answer> answer = begin(counting());
		awaitBegin();
		targets.host().endDetached(this.operation, counting(), ALIVE);

		assertThat(answer.join().exitCode()).isEqualTo(143);
		targets.host().endDetached(this.operation, counting(), ALIVE);
	}

	@Test
	void oldOnesAreRemovedWhenANewOneBegins() throws IOException {
		go();
		begin(counting()).join();
		Path old = kept();
		FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(9)));
		Files.setLastModifiedTime(old, longAgo);
		name();
		go();
		begin(counting()).join();

		assertThat(old).doesNotExist();
		assertThat(kept()).exists();
	}

	@Test
	void namesAreTheSameForTheSameStepOnlyAndSafe() {
		assertThat(DetachedOperation.name("run/1", "a b")).isEqualTo(DetachedOperation.name("run/1", "a b"))
			.isNotEqualTo(DetachedOperation.name("run/1", "a-b"))
			.matches("[A-Za-z0-9._-]+");
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> targets.host().runDetached("../x", Command.of("true"), SOON, ALIVE));
	}

}
