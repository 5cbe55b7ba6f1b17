package bench;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import domain.profile.TargetProfile;
import local.SshServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import secrets.Secrets;
import targets.ssh.Command;
import targets.ssh.Host;
import targets.ssh.SshHosts;

/**
 * What a command on a host costs beside OpenSSH's own client with a shared connection.
 */
class SshBench {

	private static final int WARM_UP = 100;

	private static final int COMMANDS = 300;

	@TempDir
	static Path folder;

	private static SshServer server;

	private static SshHosts hosts;

	private static Host host;

	@BeforeAll
	static void start() {
		server = new SshServer(folder.resolve("server"));
		server.start();
		hosts = new SshHosts(new TheKey());
		host = hosts.host(TargetProfile.overSsh("bench", TargetProfile.Kind.SYSTEMD,
				new TargetProfile.Login("127.0.0.1", server.port(), server.user(), "file:key", server.hostKey()), null,
				null));
	}

	@AfterAll
	static void stop() {
		hosts.close();
		server.stop();
	}

	@Test
	void aCommand() throws Exception {
		List<Double> ours = new ArrayList<>();
		List<Double> theirs = new ArrayList<>();
		Process master = openSsh("-M", "-N");
		try {
			await().until(() -> Files.exists(folder.resolve("shared")));
			for (int round = 0; round < WARM_UP + COMMANDS; round++) {
				double mine = milliseconds(() -> host.run(Command.of("true"), Duration.ofMinutes(1), () -> {
				}).succeeded());
				double other = milliseconds(() -> openSsh("true").waitFor() == 0);
				if (round >= WARM_UP) {
					ours.add(mine);
					theirs.add(other);
				}
			}
		}
		finally {
			master.destroy();
			master.waitFor();
		}
		Figures.ratio("a command on a host, against ssh with a shared connection", "ms", ours, theirs, 1.2);
	}

	private static Process openSsh(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of("ssh", "-F", "none", "-S", folder.resolve("shared").toString(),
				"-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-i",
				server.file("client_ed25519").toString(), "-p", Integer.toString(server.port()),
				server.user() + "@127.0.0.1"));
		int destination = command.size() - 1;
		for (String argument : arguments) {
			// Options stand before the destination, the command behind it.
			command.add(argument.startsWith("-") ? destination : command.size(), argument);
		}
		return new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start();
	}

	private static double milliseconds(Attempt attempt) throws Exception {
		long begin = System.nanoTime();
		if (!attempt.succeeds()) {
			throw new IllegalStateException("A command of the bench failed; its figures mean nothing.");
		}
		return (System.nanoTime() - begin) / 1e6;
	}

	/** One command, whoever runs it. */
	private interface Attempt {

		boolean succeeds() throws Exception;

	}

	/** The server's own key for us. */
	private static final class TheKey implements Secrets {

		@Override
		public String resolve(String reference) {
			return find(reference).orElseThrow();
		}

		@Override
		public Optional<String> find(String reference) {
			try {
				return Optional.of(Files.readString(server.file("client_ed25519")));
			}
			catch (IOException unreadable) {
				throw new UncheckedIOException(unreadable);
			}
		}

	}

}
