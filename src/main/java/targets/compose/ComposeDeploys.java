package targets.compose;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.Workload;
import domain.profile.ComponentProfile;
import domain.profile.TargetProfile;
import domain.release.Changes;
import domain.release.DeployRequest;
import domain.release.History;
import domain.release.Live;
import domain.run.Change;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import targets.DeployTarget;

/**
 * Versions of a compose project that lives in a git working copy on its host (runbook E
 * "Atualização de Aplicação", "Rollback Rápido"). Runbook E pulls a branch; a version
 * here is checked out detached, so that what runs is always known exactly.
 */
@Component
class ComposeDeploys implements DeployTarget {

	private static final Runnable NOBODY_WAITS = () -> {
	};

	private final Projects projects;

	ComposeDeploys(Projects projects) {
		this.projects = projects;
	}

	@Override
	public TargetProfile.Kind kind() {
		return TargetProfile.Kind.COMPOSE;
	}

	@Override
	public Optional<String> cannot(DeployRequest request) {
		Workload workload = request.workload();
		return (workload.kind() == ComponentProfile.Kind.COMPOSE_SERVICE) ? Optional.empty()
				: Optional.of(workload.component() + " is of kind " + workload.kind() + " and no compose service");
	}

	@Override
	public Live live(DeployRequest request) {
		Project project = this.projects.at(request.workload().target(), NOBODY_WAITS);
		if (request.workload().target().hostName() != null) {
			project.host().confirmIdentity(NOBODY_WAITS);
		}
		Checkout checkout = new Version(project, request).checkout();
		checkout.refuseLocalChanges();
		return checkout.now();
	}

	@Override
	public Changes fetch(DeployRequest request, Runnable alive) {
		Version version = version(request, alive);
		if (request.run().planning()) {
			version.checkout().requireKnown(request.version());
		}
		else {
			version.checkout().refuseLocalChanges();
			version.checkout().fetch(version.operation("fetch"));
			version.checkout().to(version.checkout().commit(request.version()));
		}
		return changes(version.place() + " checkout", request);
	}

	@Override
	public Changes dropFetched(DeployRequest request, Runnable alive) {
		Version version = version(request, alive);
		version.endWhatGoesOn();
		version.checkout().to(request.before().id());
		return new Changes(List.of());
	}

	@Override
	public Changes build(DeployRequest request, Runnable alive) {
		if (!request.run().planning()) {
			Version version = version(request, alive);
			requireCheckedOut(version, request);
			version.build("build");
		}
		return changes("images of " + what(request), request);
	}

	@Override
	public Changes migrate(DeployRequest request, Runnable alive) {
		if (request.how().migrate().isEmpty()) {
			return new Changes(List.of());
		}
		if (!request.run().planning()) {
			Version version = version(request, alive);
			requireCheckedOut(version, request);
			version.migrate();
		}
		return new Changes(List.of(new Change("migrations", "those of " + request.before().version(),
				"run: " + String.join(" ", request.how().migrate()))));
	}

	@Override
	public Changes bringUp(DeployRequest request, Runnable alive) {
		if (!request.run().planning()) {
			Version version = version(request, alive);
			requireCheckedOut(version, request);
			version.bringUp("up");
		}
		return changes("containers of " + what(request), request);
	}

	/** The commit before is checked out, built (from Docker's cache) and brought up. */
	@Override
	public Changes goBack(DeployRequest request, Runnable alive) {
		if (!request.run().planning()) {
			Version version = version(request, alive);
			version.endWhatGoesOn();
			version.checkout().to(request.before().id());
			version.build("build before");
			version.bringUp("up before");
		}
		return new Changes(
				List.of(new Change("containers of " + what(request), request.version(), request.before().version())));
	}

	/**
	 * Before the current version is, unless one is named, the newest commit that was
	 * checked out here and that the current one is built on; when there was none, the
	 * commit before ({@code HEAD~1}).
	 */
	@Override
	public History history(DeployRequest request) {
		Project project = this.projects.at(request.workload().target(), NOBODY_WAITS);
		if (request.workload().target().hostName() != null) {
			project.host().confirmIdentity(NOBODY_WAITS);
		}
		Checkout checkout = new Version(project, request).checkout();
		checkout.refuseLocalChanges();
		Live current = checkout.now();
		List<Live> earlier = new Past(checkout).before(current);
		if (request.version() != null) {
			return new History(current, checkout.live(checkout.commit(request.version())), earlier);
		}
		return new History(current,
				earlier.stream()
					.findFirst()
					.orElseThrow(() -> new PermanentFailure(FailureKind.INVALID_INPUT,
							"toVersion: null was given; %s is at %s and knows no commit before it"
								.formatted(project.place(), current.inWords()))),
				earlier);
	}

	@Override
	public String recentLog(DeployRequest request) {
		return version(request, NOBODY_WAITS).log();
	}

	private static void requireCheckedOut(Version version, DeployRequest request) {
		String wanted = version.checkout().commit(request.version());
		Live now = version.checkout().now();
		if (!now.id().equals(wanted)) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					"%s is at %s, not at %s (%s) as this run left it: somebody else works there."
						.formatted(version.place(), now.inWords(), request.version(), wanted));
		}
	}

	private static String what(DeployRequest request) {
		List<String> services = request.how().services();
		return services.isEmpty() ? "every service" : String.join(", ", services);
	}

	private static Changes changes(String what, DeployRequest request) {
		return new Changes(List.of(new Change(what, request.before().version(), request.version())));
	}

	private Version version(DeployRequest request, Runnable alive) {
		return new Version(this.projects.at(request.workload().target(), alive), request);
	}

}
