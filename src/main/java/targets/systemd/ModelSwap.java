package targets.systemd;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.probe.ProbeResult;
import domain.profile.ModelProfile;
import domain.release.Changes;
import domain.release.DeployRequest;
import domain.release.History;
import domain.release.Live;
import domain.run.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import targets.ssh.Host;

/**
 * A model that units read when they start (runbook B 5.1 "model_update", 4.2 "models"):
 * the current one is kept, the new one is brought beside it and measured there, and only
 * a good one stops anything; then the units are stopped, the files renamed, the units
 * started.
 */
final class ModelSwap extends HostSwap {

	private final ModelProfile model;

	private final Checksums checksums;

	private final ModelStore store;

	private final ModelProbing probing;

	ModelSwap(DeployRequest request, Host host, Runnable alive) {
		super(request, host, request.how().model().units(), alive);
		this.model = request.how().model();
		this.checksums = new Checksums(host, this.files, alive);
		this.store = new ModelStore(host, this.model, alive);
		this.probing = new ModelProbing(request, host, alive);
	}

	@Override
	Live current() {
		return this.store.current()
			.orElseThrow(() -> new PermanentFailure(FailureKind.NOT_FOUND,
					"host %s has no model %s: put the first one there by hand, or correct deploy.model.path in the profile"
						.formatted(this.host.place(), this.model.path())));
	}

	@Override
	public Changes fetch() {
		String wanted = expected();
		String source = source();
		if (wanted.equals(before().id())) {
			throw new PermanentFailure(FailureKind.INVALID_INPUT,
					"version: \"%s\" was given; model %s is that already (as %s)".formatted(this.request.version(),
							this.model.path(), before().version()));
		}
		this.checksums.require(source, checksumFile(), this.request.version());
		this.files.requireRoom(this.store.folder(), source);
		if (!planning() && refuseForeign(wanted).id().equals(before().id())) {
			this.store.keep(before(), operation("keep"));
			this.files.copy(operation("fetch"), source, this.store.next(), wanted);
			this.files.permitAs(this.store.next(), this.model.path());
		}
		return new Changes(List.of(new Change("backup of " + model(), "none of this run",
				this.model.backups() + "/" + this.store.keptName(before()))));
	}

	/** What is there must be what this run found, or what it put there. */
	private Live refuseForeign(String wanted) {
		Live now = current();
		if (!List.of(before().id(), wanted).contains(now.id())) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					"host %s: %s is %s since this run began: somebody else changed it. It is left as it is."
						.formatted(this.host.place(), this.model.path(), now.inWords()));
		}
		return now;
	}

	@Override
	public Changes dropFetched() {
		endWhatGoesOn();
		this.files.remove(this.store.next());
		return NOTHING;
	}

	/** Nothing is built; what was brought must be as good as the profile asks. */
	@Override
	public Changes build() {
		if (planning() || refuseForeign(expected()).id().equals(expected())) {
			return NOTHING;
		}
		List<String> bad = this.probing.measure("new", this.store.next())
			.stream()
			.filter((result) -> !result.healthy())
			.map(ProbeResult::inWords)
			.toList();
		if (!bad.isEmpty()) {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED, "model %s is not good enough: %s. Nothing was stopped."
				.formatted(this.request.version(), String.join("; ", bad)));
		}
		return NOTHING;
	}

	@Override
	public Changes bringUp() {
		if (!planning()) {
			Live wanted = new Live(this.request.version(), expected());
			if (!refuseForeign(wanted.id()).id().equals(wanted.id())) {
				if (!this.files.sha256(this.store.next()).equals(Optional.of(wanted.id()))) {
					throw new PermanentFailure(FailureKind.CONFLICT,
							"host %s: %s is not the model that this run put there: somebody else works there."
								.formatted(this.host.place(), this.store.next()));
				}
				this.units.stop();
				this.files.rename(this.store.next(), this.model.path());
			}
			this.store.note(wanted);
			this.units.start();
		}
		return changes(model(), before().version(), this.request.version());
	}

	/**
	 * From the kept ones, without needing more room than there was: units run on until
	 * the copy is whole.
	 */
	@Override
	public Changes goBack() {
		if (planning()) {
			return changes(model(), this.request.version(), before().version());
		}
		endWhatGoesOn();
		String wanted = before().id();
		Optional<Live> now = this.store.current();
		if (now.map(Live::id).equals(Optional.of(wanted))) {
			this.files.remove(this.store.next());
		}
		else {
			if (!this.files.sha256(this.store.next()).equals(Optional.of(wanted))) {
				this.files.copy(operation("back to " + wanted), this.store.path(before()), this.store.next(), wanted);
			}
			this.units.stop();
			if (now.isPresent()) {
				this.files.permitAs(this.store.next(), this.model.path());
				this.files.rename(this.model.path(), this.store.withdrawn());
			}
			this.files.rename(this.store.next(), this.model.path());
		}
		this.store.note(before());
		this.units.start();
		return changes(model(), this.request.version(), before().version());
	}

	/** Inference on the file that is in use, the units and what they wrote. */
	@Override
	public List<ProbeResult> verify() {
		List<ProbeResult> found = new ArrayList<>(this.probing.measure("in use", this.model.path()));
		found.addAll(this.units.inspect(this.request.how().trouble()));
		return found;
	}

	@Override
	public History history() {
		Live current = this.store.current().orElse(new Live("none", ""));
		List<Live> kept = this.store.kept();
		int own = kept.stream().map(Live::id).toList().indexOf(current.id());
		// What was kept after the current one was is what it was taken back from.
		List<Live> earlier = kept.subList(own + 1, kept.size());
		Live wanted = kept.stream()
			.filter((live) -> !live.id().equals(current.id()))
			.filter((live) -> (this.request.version() == null) ? earlier.contains(live)
					: List.of(live.version(), live.id()).contains(this.request.version()))
			.findFirst()
			.orElseThrow(() -> new PermanentFailure(FailureKind.INVALID_INPUT,
					"toVersion: \"%s\" was given; model %s is %s, kept in %s are %s".formatted(this.request.version(),
							this.request.workload().component(), current.version(), this.model.backups(),
							kept.stream().map(Live::version).toList())));
		return new History(current, wanted, kept.stream().filter((live) -> !live.id().equals(current.id())).toList());
	}

	private void endWhatGoesOn() {
		this.files.endCopy(operation("keep"));
		this.files.endCopy(operation("fetch"));
		this.probing.end("new", this.store.next());
		this.probing.end("in use", this.model.path());
	}

	private String model() {
		return "model " + this.model.path();
	}

	private String expected() {
		return this.checksums.expected(source(), checksumFile(), this.request.version());
	}

	private String source() {
		return Names.of(this.model.source(), this.request.version());
	}

	private String checksumFile() {
		return Names.of(this.model.checksum(), this.request.version());
	}

}
