package targets.compose;

import domain.profile.TargetProfile;
import org.springframework.stereotype.Component;
import secrets.Secrets;
import targets.ssh.HostConfiguration;
import targets.ssh.SshHosts;

/** Files of compose hosts, above all {@code .env} (runbook E). */
@Component
class ComposeConfiguration extends HostConfiguration {

	ComposeConfiguration(SshHosts hosts, Secrets secrets) {
		super(hosts, secrets);
	}

	@Override
	public TargetProfile.Kind kind() {
		return TargetProfile.Kind.COMPOSE;
	}

}
