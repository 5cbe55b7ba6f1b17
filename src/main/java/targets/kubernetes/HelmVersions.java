package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.HelmProfile;
import domain.profile.TargetProfile;
import domain.release.Live;
import domain.release.Revision;
import domain.run.Change;
import domain.run.Run;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The versions of a Helm release (runbook A "Deploy de Atualização", "Rollback de
 * Emergência"). Each step makes at most one revision however often it is repeated: the
 * revision says in its description which step of which run made it.
 */
final class HelmVersions {

	private static final KubernetesSerialization YAML = new KubernetesSerialization();

	private final Cluster cluster;

	private final HelmProfile helm;

	private final Run run;

	private final Ownership ownership;

	private final HelmReleases releases;

	HelmVersions(Cluster cluster, TargetProfile place, HelmProfile helm, Run run) {
		this.cluster = cluster;
		this.helm = helm;
		this.run = run;
		this.ownership = new Ownership(cluster, place, run);
		this.releases = new HelmReleases(cluster, helm.release());
	}

	/** What runs now; refuses a release that Helm has not finished. */
	Live live() {
		HelmRevision latest = this.releases.latest();
		refusePending(latest);
		controllers(latest).map(Controller.Handle::get).map(Controller::object).forEach(this.ownership::foresee);
		return new Live(latest.version(this.helm), Long.toString(latest.number()));
	}

	/** The revisions that ran, and the latest in any case. */
	List<Revision> history() {
		List<HelmRevision> all = this.releases.revisions();
		long latest = all.getLast().number();
		return all.stream()
			.filter((each) -> each.good() || each.number() == latest)
			.map((each) -> new Revision(each.number(), each.version(this.helm), each.description(),
					each.number() == latest))
			.toList();
	}

	/**
	 * Upgrades the release and waits until its pods are ready.
	 * @param from the revision that was the latest when the run began
	 */
	List<Change> deploy(long from, String version, Duration readyWithin, Runnable alive) {
		HelmRevision before = this.releases.get(from);
		HelmRevision after = reach("Deploy " + version, from, (command) -> command.upgrade(version));
		await(after, readyWithin, alive);
		return changes(before, version);
	}

	/**
	 * Makes the release what an earlier revision was and waits until its pods are ready.
	 * @param to that revision
	 * @param from the revision that was the latest when the run began
	 */
	List<Change> goBack(long to, long from, Duration readyWithin, Runnable alive) {
		HelmRevision wanted = this.releases.get(to);
		if (to == this.releases.latest().number()) {
			await(wanted, readyWithin, alive);
			return List.of();
		}
		HelmRevision after = reach("Rollback to " + to, from, (command) -> command.backTo(wanted));
		await(after, readyWithin, alive);
		return changes(this.releases.get(from), "as in " + wanted.inWords(this.helm));
	}

	private List<Change> changes(HelmRevision before, String after) {
		return this.ownership
			.with(List.of(new Change("helm release " + this.helm.release(), before.inWords(this.helm), after)));
	}

	private HelmRevision reach(String what, long from, Consumer<HelmCommand> make) {
		String mark = mark() + what;
		HelmRevision latest = this.releases.latest();
		boolean done = latest.description().equals(mark) && latest.good();
		controllers(latest).flatMap((handle) -> handle.find().stream())
			.forEach((controller) -> this.ownership.clear(controller.object(), !done));
		if (done) {
			return latest;
		}
		refuseForeign(latest, from);
		if (this.run.planning()) {
			make.accept(new HelmCommand(this.cluster, this.helm, mark, true));
			return latest;
		}
		if (latest.pending()) {
			this.releases.forget(latest);
		}
		this.releases.claim(this.releases.latest(), this.run);
		make.accept(new HelmCommand(this.cluster, this.helm, mark, false));
		return this.releases.latest();
	}

	private String mark() {
		return "Holdfast " + Marks.runLabel(this.run) + ": ";
	}

	private void refuseForeign(HelmRevision latest, long from) {
		boolean ours = latest.description().startsWith(mark())
				|| !latest.good() && this.releases.claimed(latest, this.run);
		if (ours) {
			return;
		}
		refusePending(latest);
		if (latest.number() != from) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					"Helm release %s in namespace %s: somebody else made %s during the run (%s, %s). It is left as it is: decide what should run there."
						.formatted(this.helm.release(), this.cluster.namespace(), latest.inWords(this.helm),
								latest.status(), latest.description()));
		}
	}

	private void refusePending(HelmRevision latest) {
		if (latest.pending()) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					"Helm release %s in namespace %s: revision %d is %s; somebody's Helm is at work or died over it. When nobody's is: delete secret %s."
						.formatted(this.helm.release(), this.cluster.namespace(), latest.number(), latest.status(),
								latest.secret()));
		}
	}

	private void await(HelmRevision revision, Duration readyWithin, Runnable alive) {
		if (!this.run.planning()) {
			controllers(revision)
				.forEach((handle) -> new Settling(this.cluster, handle, readyWithin, alive).untilSettled());
		}
	}

	/** What runs pods for the release in its namespace. */
	private Stream<Controller.Handle<?>> controllers(HelmRevision revision) {
		return Arrays.stream(revision.manifest().split("(?m)^---"))
			.filter((text) -> text.contains("kind:"))
			// As JSON: what the server refused may be in it.
			.map((text) -> YAML.unmarshal(text, GenericKubernetesResource.class))
			.flatMap(this::handle);
	}

	private Stream<Controller.Handle<?>> handle(GenericKubernetesResource object) {
		String name = object.getMetadata().getName();
		return switch (object.getApiVersion() + " " + object.getKind()) {
			case "apps/v1 Deployment" -> Stream.of(new Controller.Handle<>(this.cluster.deployments(), name));
			case "apps/v1 StatefulSet" -> Stream.of(new Controller.Handle<>(this.cluster.statefulSets(), name));
			case "apps/v1 DaemonSet" -> Stream.of(new Controller.Handle<>(this.cluster.daemonSets(), name));
			default -> Stream.empty();
		};
	}

}
