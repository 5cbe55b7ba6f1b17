package targets.systemd;

import domain.profile.TargetProfile;
import org.springframework.stereotype.Component;
import secrets.Secrets;
import targets.ssh.HostConfiguration;
import targets.ssh.SshHosts;

/** Files of systemd hosts that units read when they start (runbook B "update_config"). */
@Component
class SystemdConfiguration extends HostConfiguration {

	SystemdConfiguration(SshHosts hosts, Secrets secrets) {
		super(hosts, secrets);
	}

	@Override
	public TargetProfile.Kind kind() {
		return TargetProfile.Kind.SYSTEMD;
	}

}
