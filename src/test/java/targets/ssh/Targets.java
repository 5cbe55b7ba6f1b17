package targets.ssh;

import domain.profile.TargetProfile;
import local.SshServer;
import secrets.FileSecrets;

/** Targets on a test's SSH server, as profiles describe them. */
final class Targets implements AutoCloseable {

	private final SshServer server;

	private final SshHosts hosts = new SshHosts(new FileSecrets());

	Targets(SshServer server) {
		this.server = server;
	}

	/** The server's target as it should be. */
	Host host() {
		return named("any");
	}

	Host named(String hostName) {
		return host(this.server.port(), "client_ed25519", this.server.hostKey(), hostName);
	}

	Host withKey(String key) {
		return host(this.server.port(), key, this.server.hostKey(), null);
	}

	Host pinned(String hostKey) {
		return host(this.server.port(), "client_ed25519", hostKey, null);
	}

	Host host(int port, String key, String hostKey, String hostName) {
		return this.hosts
			.host(TargetProfile.overSsh("vps", TargetProfile.Kind.SYSTEMD, new TargetProfile.Login("127.0.0.1", port,
					this.server.user(), "file:" + this.server.file(key), hostKey), null, hostName));
	}

	SshDestination destination() {
		return new SshDestination(this.hosts);
	}

	FilesEngine files() {
		return new FilesEngine(this.hosts);
	}

	FilesCanary filesCanary() {
		return new FilesCanary(this.hosts);
	}

	ScriptEngine scripts() {
		return new ScriptEngine(this.hosts);
	}

	HostConfigurationEngine configuration() {
		return new HostConfigurationEngine(this.hosts);
	}

	/** The server as profiles describe it, under a name that it may have or not. */
	TargetProfile target(String hostName) {
		return TargetProfile.overSsh(
				"vps", TargetProfile.Kind.SYSTEMD, new TargetProfile.Login("127.0.0.1", this.server.port(),
						this.server.user(), "file:" + this.server.file("client_ed25519"), this.server.hostKey()),
				null, hostName);
	}

	@Override
	public void close() {
		this.hosts.close();
	}

}
