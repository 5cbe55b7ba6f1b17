package targets.compose;

import domain.failure.FailureKind;
import domain.release.DeployRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import targets.ssh.Command;
import targets.ssh.DetachedOperation;

/** What one deploy does with a project, every long command under a name of its own. */
final class Version {

	/** What Docker may need to put containers in the place of others. */
	private static final Duration DOCKER = Duration.ofMinutes(5);

	private final Project project;

	private final DeployRequest request;

	private final Checkout checkout;

	Version(Project project, DeployRequest request) {
		this.project = project;
		this.request = request;
		this.checkout = new Checkout(project, request.how().remote());
	}

	Checkout checkout() {
		return this.checkout;
	}

	String place() {
		return this.project.place();
	}

	String operation(String step) {
		return DetachedOperation.name(this.request.run().runId(), this.request.workload().component() + " " + step);
	}

	void build(String step) {
		this.project.change(operation(step), building(), this.request.how().buildWithin(), FailureKind.NOT_VERIFIED);
	}

	private Command building() {
		return withServices("--progress", "plain", "build");
	}

	void migrate() {
		this.project.change(operation("migrate"), migrating(), this.request.how().migrateWithin(),
				FailureKind.NOT_VERIFIED);
	}

	private Command migrating() {
		return this.project.compose(this.request.how().migrate());
	}

	/** Brings it up and waits for those that have a life of their own. */
	void bringUp(String step) {
		this.project.change(operation(step), bringingUp(), DOCKER, FailureKind.NOT_READY);
		new Settling(this.project, "version " + this.request.version(), this::containers,
				this.request.workload().readyWithin())
			.untilReadyOrFinished();
	}

	private Command bringingUp() {
		return withServices("up", "--detach");
	}

	private List<Container> containers() {
		List<String> services = this.request.how().services();
		if (services.isEmpty()) {
			return this.project.containers();
		}
		List<Container> all = new ArrayList<>();
		services.forEach((service) -> this.project.service(service).ifPresent(all::addAll));
		return all;
	}

	private Command withServices(String... arguments) {
		return this.project.compose(Programs.with(List.of(arguments), this.request.how().services()));
	}

	/** Before anything is taken back: what was begun must not go on beside it. */
	void endWhatGoesOn() {
		end("fetch", this.checkout.fetching());
		end("build", building());
		if (!this.request.how().migrate().isEmpty()) {
			end("migrate", migrating());
		}
		end("up", bringingUp());
	}

	private void end(String step, Command command) {
		this.project.host().endDetached(operation(step), command, this.project.alive());
	}

	String log() {
		return this.project.demand(this.project.compose("logs", "--no-color", "--tail",
				Integer.toString(this.request.how().logLines()), this.request.workload().name()),
				FailureKind.NOT_FOUND);
	}

}
