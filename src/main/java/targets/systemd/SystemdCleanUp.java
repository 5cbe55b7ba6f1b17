package targets.systemd;

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

/** Old files of a systemd host. */
@Component
class SystemdCleanUp implements CleanUpTarget {

	private final SshHosts hosts;

	SystemdCleanUp(SshHosts hosts) {
		this.hosts = hosts;
	}

	@Override
	public TargetProfile.Kind kind() {
		return TargetProfile.Kind.SYSTEMD;
	}

	@Override
	public List<Leftover> find(CleanUpRequest request, Runnable alive) {
		requireFiles(request);
		return OldHostFiles.find(this.hosts.host(request.place()), request, alive);
	}

	@Override
	public void remove(CleanUpRequest request, List<Leftover> some, Runnable alive) {
		requireFiles(request);
		OldHostFiles.remove(this.hosts.host(request.place()), some, alive);
	}

	private static void requireFiles(CleanUpRequest request) {
		if (request.asked().what() != CleanUp.What.FILES) {
			throw new PermanentFailure(FailureKind.PROFILE,
					"target %s is a systemd host, of which only files are removed".formatted(request.place().name()));
		}
	}

}
