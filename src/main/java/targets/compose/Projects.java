package targets.compose;

import domain.profile.TargetProfile;
import org.springframework.stereotype.Component;
import targets.ssh.SshHosts;

/** Finds the compose project of a target. */
@Component
class Projects {

	private final SshHosts hosts;

	private final Programs programs = new Programs();

	Projects(SshHosts hosts) {
		this.hosts = hosts;
	}

	Project at(TargetProfile target, Runnable alive) {
		return new Project(this.hosts.host(target), target, this.programs, alive);
	}

}
