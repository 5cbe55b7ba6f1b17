package targets.ssh;

import domain.profile.TargetProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import stores.Machine;
import stores.Machines;
import stores.Progress;

/** Hosts that stores run on. */
@Component
class SshMachines implements Machines {

	private final SshHosts hosts;

	SshMachines(SshHosts hosts) {
		this.hosts = hosts;
	}

	@Override
	public boolean reaches(TargetProfile.Kind kind) {
		return kind != TargetProfile.Kind.KUBERNETES;
	}

	@Override
	public Machine at(TargetProfile target, String container, Progress progress) {
		Host host = this.hosts.host(target);
		Runnable alive = () -> progress.report("working on host " + host.place());
		if (target.hostName() != null || target.kind() == TargetProfile.Kind.SYSTEMD) {
			host.confirmIdentity(alive);
		}
		return new OnHost(host, alive);
	}

	private record OnHost(Host host, Runnable alive) implements Machine {

		@Override
		public String place() {
			return "host " + host.place();
		}

		@Override
		public Said run(List<String> command, Duration within) {
			return said(host.run(Command.of(command), within, alive));
		}

		@Override
		public Said runOnce(String name, List<String> command, Duration within) {
			return said(host.runDetached(DetachedOperation.name("", name), Command.of(command), within, alive));
		}

		private static Said said(Answer answer) {
			return new Said(answer.exitCode(), answer.output(), answer.errors());
		}

		@Override
		public InputStream read(String path) throws IOException {
			return Pieces.reading(host, path, alive);
		}

		@Override
		public OutputStream write(String path) {
			host.writeFile(HostFile.at(path), new byte[0], alive);
			return Pieces.writing(host, path, alive);
		}

	}

}
