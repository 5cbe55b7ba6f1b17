package targets.systemd;

import domain.lifecycle.RestartRequest;
import domain.lifecycle.StartRequest;
import domain.lifecycle.Workload;
import domain.lifecycle.WorkloadRequest;
import domain.profile.ComponentProfile;
import domain.profile.TargetProfile;
import domain.run.Mode;
import domain.run.Run;
import java.time.Duration;
import local.SystemdHost;
import secrets.FileSecrets;
import targets.ssh.SshHosts;

/** Requests for the units of a test's host, as runs make them. */
final class Units implements AutoCloseable {

	static final String HOST_NAME = "big-brother-1";

	private final SystemdHost server;

	final SshHosts hosts = new SshHosts(new FileSecrets());

	final SystemdTarget target = new SystemdTarget(this.hosts);

	final SystemdConfiguration configuration = new SystemdConfiguration(this.hosts, new FileSecrets());

	final SystemdDeploys deploys = new SystemdDeploys(this.hosts);

	Units(SystemdHost server) {
		this.server = server;
	}

	TargetProfile place() {
		return place(SystemdHost.USER, HOST_NAME, "/opt/bigbrother");
	}

	TargetProfile place(String user, String hostName, String directory) {
		return TargetProfile.overSsh("host", TargetProfile.Kind.SYSTEMD, new TargetProfile.Login("127.0.0.1",
				this.server.port(), user, "file:" + this.server.key(), this.server.hostKey()), directory, hostName);
	}

	Workload unit(String name) {
		return unit(place(), name, Duration.ofSeconds(60));
	}

	Workload unit(TargetProfile place, String name, Duration readyWithin) {
		return new Workload(place, name, ComponentProfile.Kind.SYSTEMD_UNIT, name, name, null, readyWithin);
	}

	static Run run(Mode mode) {
		return new Run("restart", "run-1", "Restart", "big-brother-cnn", "face-analyzer", mode, "en");
	}

	static WorkloadRequest of(Workload workload) {
		return new WorkloadRequest(run(Mode.EXECUTE), workload);
	}

	static StartRequest starting(Workload workload) {
		return new StartRequest(run(Mode.EXECUTE), workload, null);
	}

	/** Ends the incarnation that runs now. */
	RestartRequest restarting(Workload workload) {
		return restarting(workload, this.target.observe(of(workload)).incarnation());
	}

	static RestartRequest restarting(Workload workload, String incarnation) {
		return new RestartRequest(run(Mode.EXECUTE), workload, incarnation);
	}

	@Override
	public void close() {
		this.hosts.close();
	}

}
