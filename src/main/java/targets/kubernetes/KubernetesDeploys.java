package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.Workload;
import domain.profile.TargetProfile;
import domain.release.Changes;
import domain.release.DeployRequest;
import domain.release.Live;
import domain.run.Change;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import targets.DeployTarget;

/**
 * Versions of Deployments, StatefulSets and DaemonSets: the image's tag. A registry has
 * built it already, so there is nothing to fetch, to build or to migrate. What comes with
 * a Helm release is deployed as a whole by Helm.
 */
@Component
class KubernetesDeploys implements DeployTarget {

	private static final Changes NOTHING = new Changes(List.of());

	private final KubernetesClients clients;

	KubernetesDeploys(KubernetesClients clients) {
		this.clients = clients;
	}

	@Override
	public TargetProfile.Kind kind() {
		return TargetProfile.Kind.KUBERNETES;
	}

	@Override
	public Optional<String> cannot(DeployRequest request) {
		return request.how().migrate().isEmpty() ? Optional.empty()
				: Optional.of("deploy.migrate is of compose only: on a cluster migrations are the image's own");
	}

	@Override
	public Live live(DeployRequest request) {
		if (request.how().helm() != null) {
			return helm(request).live();
		}
		Controller controller = handle(request).get();
		ownership(request).foresee(controller.object());
		if (controller.wanted() == 0) {
			throw new PermanentFailure(FailureKind.NOT_READY,
					"%s is stopped: a version without pods proves nothing. StartSystem starts it."
						.formatted(controller.inWords()));
		}
		String image = container(controller, request).getImage();
		return new Live(Images.tag(image), image);
	}

	@Override
	public Changes fetch(DeployRequest request, Runnable alive) {
		return NOTHING;
	}

	@Override
	public Changes dropFetched(DeployRequest request, Runnable alive) {
		return NOTHING;
	}

	@Override
	public Changes build(DeployRequest request, Runnable alive) {
		return NOTHING;
	}

	@Override
	public Changes migrate(DeployRequest request, Runnable alive) {
		return NOTHING;
	}

	@Override
	public Changes bringUp(DeployRequest request, Runnable alive) {
		if (request.how().helm() != null) {
			return new Changes(helm(request).deploy(Long.parseLong(request.before().id()), request.version(),
					request.workload().readyWithin(), alive));
		}
		return run(request, wanted(request), "Deploy " + request.version(), alive);
	}

	@Override
	public Changes goBack(DeployRequest request, Runnable alive) {
		if (request.how().helm() != null) {
			long before = Long.parseLong(request.before().id());
			return new Changes(helm(request).goBack(before, before, request.workload().readyWithin(), alive));
		}
		return run(request, request.before().id(), "Back to " + request.before().version(), alive);
	}

	private Changes run(DeployRequest request, String image, String cause, Runnable alive) {
		var handle = handle(request);
		Ownership ownership = ownership(request);
		Controller.Edited edited = handle.change(request.run().planning(), (controller) -> {
			Container container = container(controller, request);
			refuseForeign(controller, container.getImage(), request);
			ownership.clear(controller.object(), !container.getImage().equals(image));
			if (!container.getImage().equals(image)) {
				container.setImage(image);
				controller.annotations().put(Marks.CHANGE_CAUSE, cause);
			}
		});
		if (!request.run().planning()) {
			new Settling(cluster(request.workload()), handle, request.workload().readyWithin(), alive).untilSettled();
		}
		String before = container(edited.before(), request).getImage();
		String after = container(edited.after(), request).getImage();
		return before.equals(after) ? NOTHING
				: new Changes(ownership.with(List.of(new Change(edited.before().inWords() + " image", before, after))));
	}

	private static void refuseForeign(Controller controller, String image, DeployRequest request) {
		if (!List.of(request.before().id(), wanted(request)).contains(image)) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					"%s was given the image %s by somebody else during the run. It is left as it is: decide what should run there."
						.formatted(controller.inWords(), image));
		}
	}

	@Override
	public String recentLog(DeployRequest request) {
		Cluster cluster = cluster(request.workload());
		Controller controller = handle(request).get();
		String log = cluster.pods()
			.list(controller.selector())
			.stream()
			.map((Pod pod) -> pod.getMetadata().getName())
			.flatMap((pod) -> cluster.log(pod, request.workload().container(), false).stream())
			.collect(Collectors.joining("\n"));
		List<String> lines = log.lines().toList();
		return String.join("\n", lines.subList(Math.max(0, lines.size() - request.how().logLines()), lines.size()));
	}

	private static String wanted(DeployRequest request) {
		return Images.of(request.image(), request.before().id(), request.version());
	}

	private static Container container(Controller controller, DeployRequest request) {
		return Workloads.container(controller.template(), request.workload().container(), request.workload().name());
	}

	private HelmVersions helm(DeployRequest request) {
		return new HelmVersions(cluster(request.workload()), request.workload().target(), request.how().helm(),
				request.run());
	}

	private Ownership ownership(DeployRequest request) {
		return new Ownership(cluster(request.workload()), request.workload().target(), request.run());
	}

	private Cluster cluster(Workload workload) {
		return this.clients.cluster(workload.target());
	}

	private Controller.Handle<?> handle(DeployRequest request) {
		return Controller.Handle.of(cluster(request.workload()), request.workload());
	}

}
