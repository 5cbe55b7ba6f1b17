package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.Adjusted;
import domain.lifecycle.Bounds;
import domain.lifecycle.Workload;
import domain.profile.ComponentProfile;
import domain.run.Change;
import domain.run.Run;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpecBuilder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The HorizontalPodAutoscaler that acts on a workload. */
final class WorkloadAutoscaler {

	private static final String CPU = "cpu";

	private final Cluster cluster;

	private final Workload workload;

	WorkloadAutoscaler(Cluster cluster, Workload workload) {
		this.cluster = cluster;
		this.workload = workload;
	}

	/** Refuses a number of pods that the autoscaler would change back. */
	void refuseBeyond(int replicas) {
		find().filter((found) -> replicas > 0 && (replicas < minimum(found) || replicas > maximum(found)))
			.ifPresent((found) -> {
				throw new PermanentFailure(FailureKind.CONFLICT,
						"horizontalpodautoscaler/%s in namespace %s keeps %s between %d and %d pods: it would take %d back. Give \"autoscaler\" with other bounds as well."
							.formatted(found.getMetadata().getName(), this.cluster.namespace(), this.workload.name(),
									minimum(found), maximum(found), replicas));
			});
	}

	/** Gives it these bounds; makes one where there is none, removes it for null. */
	Adjusted set(Bounds wanted, Run run, Ownership ownership) {
		Optional<HorizontalPodAutoscaler> found = find();
		Bounds before = found.map(WorkloadAutoscaler::bounds).orElse(null);
		if (wanted == null) {
			found.filter((object) -> !run.planning())
				.ifPresent((object) -> this.cluster.autoscalers().delete(object.getMetadata().getName()));
			return adjusted(found.map((object) -> object.getMetadata().getName()).orElse(this.workload.name()), before,
					null);
		}
		if (found.isEmpty()) {
			this.cluster.autoscalers().create(made(wanted, run), run.planning());
			return adjusted(this.workload.name(), null, wanted);
		}
		String name = found.get().getMetadata().getName();
		var edit = this.cluster.autoscalers().change(name, run.planning(), (object) -> {
			apply(object, wanted);
			ownership.clear(object, !Objects.equals(bounds(object), before));
			return object;
		});
		Adjusted done = adjusted(name, before, bounds(edit.after()));
		return new Adjusted(ownership.with(done.changes()), done.resources(), done.bounds());
	}

	private static Adjusted adjusted(String name, Bounds before, Bounds after) {
		List<Change> changes = Objects.equals(before, after) ? List.of()
				: List.of(new Change("horizontalpodautoscaler/" + name, (before == null) ? "none" : before.toString(),
						(after == null) ? "none" : after.toString()));
		return new Adjusted(changes, null, before);
	}

	private Optional<HorizontalPodAutoscaler> find() {
		return this.cluster.autoscalers().list().stream().filter(this::actsOnWorkload).findFirst();
	}

	private boolean actsOnWorkload(HorizontalPodAutoscaler object) {
		var target = object.getSpec().getScaleTargetRef();
		return kind().equals(target.getKind()) && this.workload.name().equals(target.getName());
	}

	private String kind() {
		return (this.workload.kind() == ComponentProfile.Kind.STATEFUL_SET) ? "StatefulSet" : "Deployment";
	}

	private HorizontalPodAutoscaler made(Bounds wanted, Run run) {
		if (wanted.maximum() == null) {
			throw new PermanentFailure(FailureKind.INVALID_INPUT,
					"autoscaler.maximum: nothing was given; %s has no autoscaler yet, and a new one needs a maximum"
						.formatted(this.workload.name()));
		}
		HorizontalPodAutoscaler object = new HorizontalPodAutoscalerBuilder().withNewMetadata()
			.withName(this.workload.name())
			.withNamespace(this.cluster.namespace())
			.addToLabels(Marks.RUN, Marks.runLabel(run))
			.endMetadata()
			.withNewSpec()
			.withNewScaleTargetRef()
			.withApiVersion("apps/v1")
			.withKind(kind())
			.withName(this.workload.name())
			.endScaleTargetRef()
			.withMaxReplicas(wanted.maximum())
			.endSpec()
			.build();
		apply(object, wanted);
		return object;
	}

	private static void apply(HorizontalPodAutoscaler object, Bounds wanted) {
		var spec = object.getSpec();
		if (wanted.minimum() != null) {
			spec.setMinReplicas(wanted.minimum());
		}
		if (wanted.maximum() != null) {
			spec.setMaxReplicas(wanted.maximum());
		}
		if (wanted.cpuPercent() != null && !Objects.equals(cpu(object), wanted.cpuPercent())) {
			List<MetricSpec> others = spec.getMetrics().stream().filter((metric) -> !isCpu(metric)).toList();
			spec.setMetrics(new java.util.ArrayList<>(others));
			spec.getMetrics().add(0, aimingAt(wanted.cpuPercent()));
		}
	}

	private static MetricSpec aimingAt(int cpuPercent) {
		return new MetricSpecBuilder().withType("Resource")
			.withNewResource()
			.withName(CPU)
			.withNewTarget()
			.withType("Utilization")
			.withAverageUtilization(cpuPercent)
			.endTarget()
			.endResource()
			.build();
	}

	private static boolean isCpu(MetricSpec metric) {
		return "Resource".equals(metric.getType()) && CPU.equals(metric.getResource().getName());
	}

	private static Integer cpu(HorizontalPodAutoscaler object) {
		return object.getSpec()
			.getMetrics()
			.stream()
			.filter(WorkloadAutoscaler::isCpu)
			.map((metric) -> metric.getResource().getTarget().getAverageUtilization())
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static Bounds bounds(HorizontalPodAutoscaler object) {
		return new Bounds(minimum(object), maximum(object), cpu(object));
	}

	private static int minimum(HorizontalPodAutoscaler object) {
		return (object.getSpec().getMinReplicas() == null) ? 1 : object.getSpec().getMinReplicas();
	}

	private static int maximum(HorizontalPodAutoscaler object) {
		return object.getSpec().getMaxReplicas();
	}

}
