package targets.kubernetes;

import domain.diagnosis.CollectRequest;
import domain.lifecycle.Adjusted;
import domain.lifecycle.AutoscalerRequest;
import domain.lifecycle.GrowRequest;
import domain.lifecycle.Operation;
import domain.lifecycle.ResizeRequest;
import domain.lifecycle.Resources;
import domain.lifecycle.RestartRequest;
import domain.lifecycle.ScaleRequest;
import domain.lifecycle.ScriptAnswer;
import domain.lifecycle.ScriptRequest;
import domain.lifecycle.StartRequest;
import domain.lifecycle.Workload;
import domain.lifecycle.WorkloadRequest;
import domain.lifecycle.WorkloadState;
import domain.probe.ProbeResult;
import domain.profile.ComponentProfile;
import domain.profile.TargetProfile;
import domain.release.Changes;
import domain.run.Change;
import domain.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import targets.Sink;
import targets.Target;

/** Deployments, StatefulSets and DaemonSets on Kubernetes clusters. */
@Component
class KubernetesTarget implements Target {

	private final KubernetesClients clients;

	KubernetesTarget(KubernetesClients clients) {
		this.clients = clients;
	}

	@Override
	public TargetProfile.Kind kind() {
		return TargetProfile.Kind.KUBERNETES;
	}

	@Override
	public Optional<String> cannot(Operation operation, Workload workload) {
		boolean counted = operation == Operation.STOP || operation == Operation.SCALE
				|| operation == Operation.AUTOSCALE;
		return (counted && workload.kind() == ComponentProfile.Kind.DAEMON_SET)
				? Optional.of("%s is a DaemonSet: the nodes say how many pods it has, so it cannot be stopped or scaled"
					.formatted(workload.name()))
				: Optional.empty();
	}

	@Override
	public List<ProbeResult> inspect(Run run, TargetProfile place) {
		return new ClusterInspection(this.clients.cluster(place), place).inspect();
	}

	@Override
	public WorkloadState observe(WorkloadRequest request) {
		return new Standing(cluster(request.workload()), request.workload()).read();
	}

	@Override
	public Changes start(StartRequest request, Runnable alive) {
		Workload workload = request.workload();
		var handle = handle(workload);
		List<Change> changes = new ArrayList<>();
		if (workload.kind() != ComponentProfile.Kind.DAEMON_SET) {
			Ownership ownership = ownership(request.run(), workload);
			changes.addAll(
					ownership.with(replicas(request.found(), handle.change(request.run().planning(), (controller) -> {
						ownership.clear(controller.object(), controller.wanted() == 0);
						if (controller.wanted() == 0) {
							controller.ask(replicas(request, controller));
							controller.annotations().remove(Marks.STOPPED_FROM);
						}
					}))));
		}
		await(request.run(), workload, handle, alive);
		return new Changes(changes);
	}

	private static int replicas(StartRequest request, Controller controller) {
		if (request.replicas() != null) {
			return request.replicas();
		}
		Integer before = Standing.stoppedFrom(controller);
		return Objects.requireNonNullElseGet(request.workload().replicas(), () -> (before == null) ? 1 : before);
	}

	@Override
	public Changes stop(WorkloadRequest request, Runnable alive) {
		var handle = handle(request.workload());
		Ownership ownership = ownership(request.run(), request.workload());
		List<Change> changes = ownership
			.with(replicas(request.found(), handle.change(request.run().planning(), (controller) -> {
				ownership.clear(controller.object(), controller.wanted() > 0);
				if (controller.wanted() > 0) {
					controller.annotations().put(Marks.STOPPED_FROM, Integer.toString(controller.wanted()));
					controller.ask(0);
				}
			})));
		await(request.run(), request.workload(), handle, alive);
		return new Changes(changes);
	}

	@Override
	public Changes restart(RestartRequest request, Runnable alive) {
		var handle = handle(request.workload());
		String mark = Marks.runLabel(request.run());
		Ownership ownership = ownership(request.run(), request.workload());
		Controller.Edited edited = handle.change(request.run().planning(), (controller) -> {
			ownership.clear(controller.object(), !mark.equals(restartedBy(controller)));
			controller.templateAnnotations().put(Marks.RESTARTED_BY, mark);
		});
		await(request.run(), request.workload(), handle, alive);
		return new Changes(ownership
			.with(List.of(new Change(edited.before().inWords() + " pods", "as they run", "started anew"))));
	}

	/** Without our mark the template is the one before: its pods are what runs still. */
	@Override
	public Changes endRestart(WorkloadRequest request, Runnable alive) {
		var handle = handle(request.workload());
		String mark = Marks.runLabel(request.run());
		Ownership ownership = ownership(request.run(), request.workload());
		Controller.Edited edited = handle.change(request.run().planning(), (controller) -> {
			boolean ours = mark.equals(restartedBy(controller));
			ownership.clear(controller.object(), ours);
			if (ours) {
				controller.templateAnnotations().remove(Marks.RESTARTED_BY);
			}
		});
		await(request.run(), request.workload(), handle, alive);
		return new Changes(ownership.with(mark.equals(restartedBy(edited.before()))
				? List.of(new Change(edited.before().inWords() + " pods", "being started anew", "as before"))
				: List.of()));
	}

	@Override
	public Changes scale(ScaleRequest request, Runnable alive) {
		Workload workload = request.workload();
		new WorkloadAutoscaler(cluster(workload), workload).refuseBeyond(request.replicas());
		var handle = handle(workload);
		Ownership ownership = ownership(request.run(), workload);
		List<Change> changes = ownership
			.with(replicas(request.found(), handle.change(request.run().planning(), (controller) -> {
				ownership.clear(controller.object(), controller.wanted() != request.replicas());
				if (controller.wanted() != request.replicas()) {
					controller.ask(request.replicas());
				}
			})));
		await(request.run(), workload, handle, alive);
		return new Changes(changes);
	}

	@Override
	public Adjusted resize(ResizeRequest request, Runnable alive) {
		var handle = handle(request.workload());
		Ownership ownership = ownership(request.run(), request.workload());
		Controller.Edited edited = handle.change(request.run().planning(), (controller) -> {
			PodResources resources = new PodResources(controller, request.workload());
			Resources asFound = resources.read();
			resources.set(request.resources());
			ownership.clear(controller.object(), !asFound.equals(resources.read()));
		});
		await(request.run(), request.workload(), handle, alive);
		var before = new PodResources(edited.before(), request.workload());
		List<Change> changes = before.changesTo(new PodResources(edited.after(), request.workload()));
		return new Adjusted(ownership.with(changes), before.read(), null);
	}

	@Override
	public Changes grow(GrowRequest request, Runnable alive) {
		return new Changes(new VolumeGrowth(cluster(request.workload()), handle(request.workload()), request,
				ownership(request.run(), request.workload()))
			.grow(alive));
	}

	@Override
	public Adjusted limitAutoscaler(AutoscalerRequest request) {
		return new WorkloadAutoscaler(cluster(request.workload()), request.workload()).set(request.bounds(),
				request.run(), ownership(request.run(), request.workload()));
	}

	@Override
	public ScriptAnswer execute(ScriptRequest request, Runnable alive) {
		return new PodScript(cluster(request.workload()), handle(request.workload()), request, alive).run();
	}

	@Override
	public void collect(CollectRequest request, Sink sink, Runnable alive) {
		new Collection(cluster(request.workload()), request, sink, alive).collect();
	}

	private static void await(Run run, Workload workload, Cluster cluster, Controller.Handle<?> handle,
			Runnable alive) {
		if (!run.planning()) {
			new Settling(cluster, handle, workload.readyWithin(), alive).untilSettledAndGone();
		}
	}

	private void await(Run run, Workload workload, Controller.Handle<?> handle, Runnable alive) {
		await(run, workload, cluster(workload), handle, alive);
	}

	/**
	 * The change of the run, whichever of its attempts made it.
	 * @param found pods asked for when the run looked first, or null
	 */
	private static List<Change> replicas(Integer found, Controller.Edited edited) {
		int before = (found == null) ? edited.before().wanted() : found;
		int after = edited.after().wanted();
		return (before == after) ? List.of() : List
			.of(new Change(edited.before().inWords() + " replicas", Integer.toString(before), Integer.toString(after)));
	}

	private static String restartedBy(Controller controller) {
		var metadata = controller.template().getMetadata();
		return (metadata == null || metadata.getAnnotations() == null) ? null
				: metadata.getAnnotations().get(Marks.RESTARTED_BY);
	}

	private Ownership ownership(Run run, Workload workload) {
		return new Ownership(cluster(workload), workload.target(), run);
	}

	private Cluster cluster(Workload workload) {
		return this.clients.cluster(workload.target());
	}

	private Controller.Handle<?> handle(Workload workload) {
		return Controller.Handle.of(cluster(workload), workload);
	}

}
