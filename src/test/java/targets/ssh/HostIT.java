package targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import local.Patience;
import local.SshServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands and files over a real OpenSSH server. */
class HostIT {

	private static final Duration SOON = Patience.LIMIT;

	private static final Runnable ALIVE = () -> {
	};

	@TempDir
	static Path folder;

	private static Targets targets;

	private static SshServer server;

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

	private static Host host() {
		return targets.host();
	}

	@Test
	void exitCodeOutputAndErrorsAreKeptApart() {
		Answer answer = host().run(Command.of("sh", "-c", "echo out; echo err >&2; exit 7"), SOON, ALIVE);

		assertThat(answer).isEqualTo(new Answer(7, "out\n", "err\n", false));
	}

	@Test
	void hostileArgumentsAndVariablesArriveAsTheyAre() {
		List<String> hostile = List.of("", " a  b ", "'", "\"", "\\", "a\nb\n", "$(id)", "`id`", "$HOME", "; exit 9",
				"*", "~", "\t", "ação 漢字 🚀", "-n", "--", "&&", "|", ">x", "!1", "#", "{a,b}");
		List<String> arguments = new ArrayList<>(List.of("printf", "%s\\0"));
		arguments.addAll(hostile);

		assertThat(host().run(Command.of(arguments), SOON, ALIVE).output())
			.isEqualTo(String.join("\0", hostile) + "\0");
		for (String value : hostile) {
			Command printing = Command.of("sh", "-c", "printf %s \"$VALUE\"").with("VALUE", value);
			assertThat(host().run(printing, SOON, ALIVE).output()).isEqualTo(value);
		}
	}

	@Test
	void aCommandRunsInItsFolderAndReadsItsInput() throws IOException {
		Path strange = Files.createDirectory(folder.resolve("it's $(a) folder"));
		byte[] input = "line\nünïcode\0".repeat(20_000).getBytes(StandardCharsets.UTF_8);

		assertThat(host().run(Command.of("pwd").in(strange.toString()), SOON, ALIVE).output().strip())
			.isEqualTo(strange.toString());
		assertThat(host().run(Command.of("wc", "-c").reading(input), SOON, ALIVE).output().strip())
			.isEqualTo(Integer.toString(input.length));
	}

	@Test
	void ofMuchOutputTheEndIsKeptAndThatIsSaid() {
		Answer answer = host().run(Command.of("seq", "1", "1000000"), SOON, ALIVE);

		assertThat(answer.truncated()).isTrue();
		assertThat(answer.output()).hasSize(1 << 20).endsWith("999999\n1000000\n");
	}

	@Test
	void manyCommandsShareOneConnection() {
		List<CompletableFuture<String>> answers = IntStream.range(0, 40)
			.mapToObj((number) -> CompletableFuture
				.supplyAsync(() -> host().run(Command.of("echo", "" + number), SOON, ALIVE).output().strip()))
			.toList();

		assertThat(answers).extracting(CompletableFuture::join)
			.containsExactlyElementsOf(IntStream.range(0, 40).mapToObj(Integer::toString).toList());
		assertThat(server.connections()).isEqualTo(1);
	}

	@Test
	void aLostConnectionIsOpenedAgain() {
		assertThat(host().run(Command.of("true"), SOON, ALIVE).succeeded()).isTrue();
		server.cutConnections();

		Awaitility.await().ignoreExceptions().until(() -> host().run(Command.of("true"), SOON, ALIVE).succeeded());
	}

	@Test
	void aCommandWhoseConnectionIsCutIsNotSaidToHaveFailed() {
		CompletableFuture<Answer> running = CompletableFuture
			.supplyAsync(() -> host().run(Command.of("sleep", "30"), SOON, ALIVE));
		Awaitility.await().until(() -> runs("sleep 30"));
		server.cutConnections();

		assertThatThrownBy(running::join).cause()
			.isInstanceOf(TransientFailure.class)
			.hasMessageContaining("127.0.0.1:" + server.port())
			.hasMessageContaining("whether it ended is not known");
	}

	@Test
	void aCommandThatIsNoLongerWantedIsEnded() {
		AtomicInteger asked = new AtomicInteger();
		Runnable cancelled = () -> {
			if (asked.incrementAndGet() > 1) {
				throw new IllegalStateException("cancelled");
			}
		};

		assertThatThrownBy(() -> host().run(Command.of("sleep", "31"), SOON, cancelled)).hasMessage("cancelled");
		Awaitility.await().until(() -> !runs("sleep 31"));
	}

	@Test
	void aCommandThatTakesTooLongIsEnded() {
		assertThatExceptionOfType(TransientFailure.class)
			.isThrownBy(() -> host().run(Command.of("sleep", "32"), Duration.ofMillis(300), ALIVE))
			.withMessageContaining("'sleep 32' did not end in its time");
		Awaitility.await().until(() -> !runs("sleep 32"));
	}

	@Test
	void theDeathOfACommandIsAnExitCodeAsAShellGivesIt() {
		assertThat(host().run(Command.of("sh", "-c", "kill -9 $$"), SOON, ALIVE).exitCode()).isEqualTo(137);
	}

	@Test
	void aFileIsReplacedWholeWithItsPermissions() throws IOException {
		Path file = folder.resolve("sub folder's.conf");
		Files.writeString(file, "old");
		byte[] content = "neu €\0".repeat(50_000).getBytes(StandardCharsets.UTF_8);
		HostFile there = HostFile.at(file.toString()).mode("0640");

		host().writeFile(there, content, ALIVE);

		assertThat(file).hasBinaryContent(content);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-r-----");
		assertThat(host().readFile(there, 1 << 20, ALIVE)).hasValue(content);
		assertThat(Files.list(folder).map(Path::getFileName).map(Path::toString))
			.noneMatch((name) -> name.startsWith(".holdfast"));
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> host().readFile(there, 10, ALIVE))
			.withMessageContaining("larger than 10 bytes");
	}

	@Test
	void aFileThatIsNotThereIsEmptyAndAFolderThatIsNotThereIsSaid() {
		assertThat(host().readFile(HostFile.at("/no/such/file"), 10, ALIVE)).isEmpty();
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> host().writeFile(HostFile.at("/no/such/file"), new byte[1], ALIVE))
			.withMessageContaining("/no/such")
			.withMessageContaining("No such file or directory");
	}

	@Test
	void aFullDiskIsAFailureOfItsOwnKind() {
		Command filling = Command.of("sh", "-c", "cat /proc/version > /dev/full");

		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> host().demand(filling, SOON, FailureKind.NOT_READY, ALIVE))
			.withMessageContaining("No space left on device")
			.withMessageContaining("make room")
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.NO_SPACE));
	}

	@Test
	void whatRootRunsStandsBehindSudoWithItsArgumentsAndVariables() throws IOException {
		sudo("echo \"$PWD $*\" >&2; shift 2; exec \"$@\"");
		Command command = Command.of("sh", "-c", "printf '%s|' \"$A\" \"$@\"", "sh", "a  b", "$(id)")
			.in("/usr")
			.asRoot();

		assertThat(host().run(command, SOON, ALIVE).errors()).startsWith("/usr -n -- sh -c");
		Answer answer = host().run(command.with("A", "x  y"), SOON, ALIVE);
		assertThat(answer.output()).isEqualTo("x  y|a  b|$(id)|");
		assertThat(answer.errors()).startsWith("/usr -n -- env A=x  y sh -c");
	}

	@Test
	void aFileOfRootIsWrittenAndReadBehindSudo() throws IOException {
		sudo("echo sudo >> ~/sudo.log; shift 2; exec \"$@\"");
		HostFile file = HostFile.at(folder.resolve("of-root").toString()).mode("0644").ownedBy("root:root").asRoot();

		host().writeFile(file, new byte[] { 1, 2 }, ALIVE);

		assertThat(host().readFile(file, 2, ALIVE)).hasValue(new byte[] { 1, 2 });
		assertThat(server.home().resolve("sudo.log")).hasContent("sudo\nsudo");
	}

	private static void sudo(String script) throws IOException {
		Path sudo = server.home().resolve("bin/sudo");
		Files.writeString(sudo, "#!/bin/sh\n" + script + "\n");
		Files.setPosixFilePermissions(sudo, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	@Test
	void sudoThatAsksForAPasswordIsAFailureThatSaysWhatToAllow() throws IOException {
		sudo("echo 'sudo: a password is required' >&2; exit 1");

		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> host().run(Command.of("systemctl", "restart", "x").asRoot(), SOON, ALIVE))
			.withMessageContaining("sudo: a password is required")
			.withMessageContaining(server.user() + " ALL=(root) NOPASSWD: /usr/bin/systemctl")
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.FORBIDDEN));
	}

	@Test
	void theHostsNameIsConfirmedBeforeAnythingThatDestroys() {
		String name = host().run(Command.of("uname", "-n"), SOON, ALIVE).output().strip();

		targets.named(name).confirmIdentity(ALIVE);
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> targets.named("moon").confirmIdentity(ALIVE))
			.withMessageContaining("calls itself '" + name + "'")
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT));
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> targets.named(null).confirmIdentity(ALIVE))
			.withMessageContaining("write hostName: " + name);
	}

	private static boolean runs(String command) {
		return ProcessHandle.allProcesses()
			.map(ProcessHandle::info)
			.map((info) -> String.join(" ", info.arguments().orElse(new String[0])))
			.anyMatch(command.substring(command.indexOf(' ') + 1)::equals);
	}

}
