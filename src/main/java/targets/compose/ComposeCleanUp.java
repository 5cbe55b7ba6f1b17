package targets.compose;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.maintenance.CleanUpRequest;
import domain.maintenance.Leftover;
import domain.profile.CleanUp;
import domain.profile.TargetProfile;
import java.util.List;
import org.springframework.stereotype.Component;
import targets.CleanUpTarget;
import targets.ssh.OldHostFiles;
import targets.ssh.SshHosts;

/** What is left over on a Docker host: its engine's objects, and files. */
@Component
class ComposeCleanUp implements CleanUpTarget {

	private final SshHosts hosts;

	ComposeCleanUp(SshHosts hosts) {
		this.hosts = hosts;
	}

	@Override
	public TargetProfile.Kind kind() {
		return TargetProfile.Kind.COMPOSE;
	}

	@Override
	public List<Leftover> find(CleanUpRequest request, Runnable alive) {
		if (request.asked().what() == CleanUp.What.FILES) {
			return OldHostFiles.find(this.hosts.host(request.place()), request, alive);
		}
		return objects(request, alive).find(request.before());
	}

	@Override
	public void remove(CleanUpRequest request, List<Leftover> some, Runnable alive) {
		if (request.asked().what() == CleanUp.What.FILES) {
			OldHostFiles.remove(this.hosts.host(request.place()), some, alive);
			return;
		}
		objects(request, alive).remove(some);
	}

	private DockerLeftovers objects(CleanUpRequest request, Runnable alive) {
		DockerLeftovers.Kind kind = switch (request.asked().what()) {
			case IMAGES -> DockerLeftovers.Kind.IMAGE;
			case VOLUMES -> DockerLeftovers.Kind.VOLUME;
			case NETWORKS -> DockerLeftovers.Kind.NETWORK;
			default -> throw new PermanentFailure(FailureKind.PROFILE, "target %s is a Docker host, which has no %s"
				.formatted(request.place().name(), request.asked().what()));
		};
		return new DockerLeftovers(this.hosts.host(request.place()), kind, alive);
	}

}
