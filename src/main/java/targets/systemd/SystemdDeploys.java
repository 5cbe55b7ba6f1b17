package targets.systemd;

import domain.lifecycle.Workload;
import domain.probe.ProbeResult;
import domain.profile.ComponentProfile;
import domain.profile.TargetProfile;
import domain.release.Changes;
import domain.release.DeployRequest;
import domain.release.History;
import domain.release.Live;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import targets.DeployTarget;
import targets.ssh.Host;
import targets.ssh.SshHosts;

/**
 * Versions on systemd hosts (runbook B 5.1 "model_update", "system_update"). Every step
 * confirms first that the host is the one that the profile names, in plan mode too.
 */
@Component
class SystemdDeploys implements DeployTarget {

	private static final Runnable NOBODY_WAITS = () -> {
	};

	private final SshHosts hosts;

	SystemdDeploys(SshHosts hosts) {
		this.hosts = hosts;
	}

	@Override
	public TargetProfile.Kind kind() {
		return TargetProfile.Kind.SYSTEMD;
	}

	@Override
	public Optional<String> cannot(DeployRequest request) {
		Workload workload = request.workload();
		if (!request.how().migrate().isEmpty()) {
			return Optional.of("deploy.migrate is of compose only");
		}
		boolean able = switch (workload.kind()) {
			case MODEL -> request.how().model() != null;
			case SYSTEMD_UNIT -> request.how().release() != null;
			default -> false;
		};
		return able ? Optional.empty()
				: Optional.of("on a systemd host a model with deploy.model is deployed, or a unit with deploy.release; "
						+ workload.component() + " is of kind " + workload.kind());
	}

	@Override
	public Live live(DeployRequest request) {
		return swap(request, NOBODY_WAITS).live();
	}

	@Override
	public Changes fetch(DeployRequest request, Runnable alive) {
		return swap(request, alive).fetch();
	}

	@Override
	public Changes dropFetched(DeployRequest request, Runnable alive) {
		return swap(request, alive).dropFetched();
	}

	@Override
	public Changes build(DeployRequest request, Runnable alive) {
		return swap(request, alive).build();
	}

	@Override
	public Changes migrate(DeployRequest request, Runnable alive) {
		return new Changes(List.of());
	}

	@Override
	public Changes bringUp(DeployRequest request, Runnable alive) {
		return swap(request, alive).bringUp();
	}

	@Override
	public Changes goBack(DeployRequest request, Runnable alive) {
		return swap(request, alive).goBack();
	}

	@Override
	public boolean verifies() {
		return true;
	}

	@Override
	public List<ProbeResult> verify(DeployRequest request, Runnable alive) {
		return swap(request, alive).verify();
	}

	@Override
	public History history(DeployRequest request) {
		return swap(request, NOBODY_WAITS).history();
	}

	@Override
	public String recentLog(DeployRequest request) {
		return swap(request, NOBODY_WAITS).recentLog();
	}

	private Swap swap(DeployRequest request, Runnable alive) {
		Host host = this.hosts.host(request.workload().target());
		host.confirmIdentity(alive);
		return (request.workload().kind() == ComponentProfile.Kind.MODEL) ? new ModelSwap(request, host, alive)
				: new ReleaseSwap(request, host, alive);
	}

}
