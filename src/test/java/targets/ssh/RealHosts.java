package targets.ssh;

import secrets.Secrets;
import stores.BackupEngine;
import stores.Machines;
import targets.HostCommands;

/** Commands over SSH, for tests in other packages. */
public final class RealHosts implements AutoCloseable {

	private final SshHosts hosts;

	public RealHosts(Secrets secrets) {
		this.hosts = new SshHosts(secrets);
	}

	public HostCommands commands() {
		return new SshCommands(this.hosts);
	}

	public Machines machines() {
		return new SshMachines(this.hosts);
	}

	public BackupEngine files() {
		return new FilesEngine(this.hosts);
	}

	@Override
	public void close() {
		this.hosts.close();
	}

}
