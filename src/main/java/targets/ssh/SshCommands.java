package targets.ssh;

import domain.profile.TargetProfile;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import targets.HostCommands;

/** Over the connection that all commands for a host share. */
@Component
class SshCommands implements HostCommands {

	private final SshHosts hosts;

	SshCommands(SshHosts hosts) {
		this.hosts = hosts;
	}

	@Override
	public Said run(TargetProfile host, List<String> arguments, Duration within) {
		Answer answer = this.hosts.host(host).run(Command.of(arguments), within, () -> {
		});
		return new Said(answer.exitCode(), answer.output(), answer.errors());
	}

}
