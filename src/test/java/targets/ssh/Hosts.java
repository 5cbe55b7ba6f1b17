package targets.ssh;

import domain.profile.TargetProfile;
import local.SshServer;
import secrets.FileSecrets;
import stores.Machines;

/** Hosts of a test's SSH server, for tests of engines that work on them. */
public final class Hosts implements AutoCloseable {

	private final SshHosts hosts = new SshHosts(new FileSecrets());

	private final SshServer server;

	public Hosts(SshServer server) {
		this.server = server;
	}

	/** Reaches them. */
	public Machines machines() {
		return new SshMachines(this.hosts);
	}

	/** The host as a profile describes it. */
	public TargetProfile target() {
		return TargetProfile.overSsh(
				"vps", TargetProfile.Kind.COMPOSE, new TargetProfile.Login("127.0.0.1", this.server.port(),
						this.server.user(), "file:" + this.server.file("client_ed25519"), this.server.hostKey()),
				null, null);
	}

	@Override
	public void close() {
		this.hosts.close();
	}

}
