package local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A new host as somebody ordered it: only our key is there. It is this machine behind an
 * OpenSSH server of its own, so its name and its users are files and nothing is made on
 * the machine itself.
 */
public final class BareHost implements LocalServer {

	private final SshServer server;

	/** A host whose commands find these variables in their environment. */
	public BareHost(Path directory, Map<String, String> environment) {
		this.server = new SshServer(directory, environment);
		program("uname", "[ \"$1\" = -n ] && exec cat ~/name; exec /usr/bin/uname \"$@\"");
		program("id", "[ \"$1\" = sparkone ] && exec test -e ~/user-sparkone; exec /usr/bin/id \"$@\"");
		program("sudo", "[ \"$1\" = -n ] && shift; [ \"$1\" = -- ] && shift; exec \"$@\"");
		program("useradd", "for name; do :; done; test ! -e ~/user-$name || exit 9; touch ~/user-$name");
	}

	private void program(String name, String script) {
		Path file = Directories.write(this.server.home().resolve("bin").resolve(name), "#!/bin/sh\n" + script + "\n");
		if (!file.toFile().setExecutable(true)) {
			throw new IllegalStateException(file + " cannot be made executable");
		}
	}

	/** Whoever may log in there may log in here. */
	public void admit(SshServer other) {
		Directories.write(this.server.file("authorized_keys"), Directories.read(other.file("authorized_keys")));
	}

	/** What it calls itself from now on. */
	public void name(String name) {
		Directories.write(this.server.home().resolve("name"), name + "\n");
	}

	/** Whether a user was made there. */
	public boolean knows(String user) {
		return Files.exists(this.server.home().resolve("user-" + user));
	}

	public SshServer server() {
		return this.server;
	}

	@Override
	public void start() {
		this.server.start();
	}

	@Override
	public void stop() {
		this.server.stop();
	}

	@Override
	public boolean isRunning() {
		return this.server.isRunning();
	}

}
