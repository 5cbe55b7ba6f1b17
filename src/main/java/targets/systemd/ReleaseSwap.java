package targets.systemd;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.probe.ProbeResult;
import domain.profile.ReleaseProfile;
import domain.release.Changes;
import domain.release.DeployRequest;
import domain.release.History;
import domain.release.Live;
import domain.run.Change;
import java.time.Duration;
import java.util.List;
import targets.ssh.Answer;
import targets.ssh.Command;
import targets.ssh.Host;

/**
 * An application whose versions stand side by side (runbook B 5.1 "system_update"): the
 * new one is unpacked and checked beside the live one; then the unit is stopped, the link
 * is moved, the unit is started.
 */
final class ReleaseSwap extends HostSwap {

	private final ReleaseProfile how;

	private final Releases releases;

	ReleaseSwap(DeployRequest request, Host host, Runnable alive) {
		super(request, host, List.of(request.workload().name()), alive);
		this.how = request.how().release();
		String folder = (this.how.folder() == null) ? request.workload().target().directory() : this.how.folder();
		this.releases = new Releases(host, folder, alive);
	}

	@Override
	Live current() {
		return this.releases.current()
			.orElseThrow(() -> new PermanentFailure(FailureKind.NOT_FOUND,
					"host %s: %s is no link to a folder in %s: install the first version there by hand, or correct deploy.release.folder in the profile"
						.formatted(this.host.place(), this.releases.link(), this.releases.all())));
	}

	@Override
	public Changes fetch() {
		String version = this.request.version();
		String source = Names.of(this.how.source(), version);
		if (version.equals(before().version())) {
			throw new PermanentFailure(FailureKind.INVALID_INPUT,
					"version: \"%s\" was given; it is live already".formatted(version));
		}
		new Checksums(this.host, this.files, this.alive).require(source, Names.of(this.how.checksum(), version),
				version);
		this.files.requireRoom(this.releases.all(), source);
		if (!planning()) {
			refuseForeign();
			if (!this.releases.has(version)) {
				unpack(source);
			}
		}
		return new Changes(List.of(new Change("folder " + this.releases.path(version), "absent", "unpacked")));
	}

	/** Whole or not at all: the folder gets its name when it is complete. */
	private void unpack(String source) {
		String part = this.releases.all() + "/.part-" + this.request.run().runId();
		this.releases.demand("mkdir", "-p", "--", part);
		detached("unpack", Command.of("tar", "-xf", source, "-C", part), HostFiles.LONG);
		this.releases.sign(part, this.request.run().runId());
		this.releases.demand("mv", "-T", "--", part, this.releases.path(this.request.version()));
	}

	/** What is live must be what this run found, or what it put there. */
	private Live refuseForeign() {
		Live now = current();
		if (!List.of(before().version(), this.request.version()).contains(now.version())) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					"host %s: %s shows %s since this run began: somebody else changed it. It is left as it is."
						.formatted(this.host.place(), this.releases.link(), now.version()));
		}
		return now;
	}

	@Override
	public Changes dropFetched() {
		endWhatGoesOn();
		this.releases.drop(this.request.version(), this.request.run().runId());
		return NOTHING;
	}

	/** Nothing is built; the host must have what the version needs. */
	@Override
	public Changes build() {
		if (!planning() && !this.how.dependencies().isEmpty()) {
			detached("dependencies", Command.of(this.how.dependencies()).in(this.releases.path(this.request.version())),
					this.request.how().buildWithin());
		}
		return NOTHING;
	}

	@Override
	public Changes bringUp() {
		if (!planning()) {
			if (!this.releases.past().contains(before())) {
				this.releases.mark(before().version());
			}
			show(this.request.version(), refuseForeign());
			this.releases.mark(this.request.version());
			this.releases.prune(this.how.keep(), this.request.version(), before().version());
		}
		return changes(link(), before().version(), this.request.version());
	}

	@Override
	public Changes goBack() {
		if (!planning()) {
			endWhatGoesOn();
			if (!this.releases.has(before().version())) {
				throw new PermanentFailure(FailureKind.NOT_FOUND, "host %s has no %s any more; there are %s"
					.formatted(this.host.place(), this.releases.path(before().version()), this.releases.past()));
			}
			show(before().version(), this.releases.current().orElse(new Live("", "")));
			this.releases.drop(this.request.version(), this.request.run().runId());
		}
		return changes(link(), this.request.version(), before().version());
	}

	private void show(String version, Live now) {
		if (!now.version().equals(version)) {
			this.units.stop();
			this.releases.show(version);
			configure(version);
		}
		this.units.start();
	}

	private void configure(String version) {
		if (!this.how.configure().isEmpty()) {
			detached("configure " + version, Command.of(this.how.configure()).in(this.releases.path(version)),
					this.request.how().buildWithin());
		}
	}

	@Override
	public List<ProbeResult> verify() {
		return this.units.inspect(this.request.how().trouble());
	}

	@Override
	public History history() {
		Live current = this.releases.current().orElse(new Live("none", "none"));
		List<Live> past = this.releases.past();
		// What was live after the current one was is what it was taken back from.
		List<Live> earlier = past.subList(past.indexOf(current) + 1, past.size());
		List<Live> others = past.stream().filter((live) -> !live.equals(current)).toList();
		Live wanted = ((this.request.version() == null) ? earlier : others).stream()
			.filter((live) -> this.request.version() == null || live.version().equals(this.request.version()))
			.findFirst()
			.orElseThrow(() -> new PermanentFailure(FailureKind.INVALID_INPUT,
					"toVersion: \"%s\" was given; %s is at %s, that were live before are %s".formatted(
							this.request.version(), this.request.workload().component(), current.version(),
							others.stream().map(Live::version).toList())));
		return new History(current, wanted, others);
	}

	private void endWhatGoesOn() {
		for (String step : List.of("unpack", "dependencies", "configure " + this.request.version())) {
			this.host.endDetached(operation(step), Command.of("sh"), this.alive);
		}
	}

	private void detached(String step, Command command, Duration within) {
		Answer answer = this.host.runDetached(operation(step), command, within, this.alive);
		if (!answer.succeeded()) {
			throw this.host.failure(FailureKind.NOT_VERIFIED, command, answer);
		}
	}

	private String link() {
		return "link " + this.releases.link();
	}

}
