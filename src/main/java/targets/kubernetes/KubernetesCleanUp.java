package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.maintenance.CleanUpRequest;
import domain.maintenance.Leftover;
import domain.profile.TargetProfile;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import targets.CleanUpTarget;

/**
 * Pods that ended well, Jobs that are complete, claims that no pod uses, files in pods.
 * Everything is looked at once more right before it is removed.
 */
@Component
class KubernetesCleanUp implements CleanUpTarget {

	private final KubernetesClients clients;

	KubernetesCleanUp(KubernetesClients clients) {
		this.clients = clients;
	}

	@Override
	public TargetProfile.Kind kind() {
		return TargetProfile.Kind.KUBERNETES;
	}

	@Override
	public List<Leftover> find(CleanUpRequest request, Runnable alive) {
		Cluster cluster = this.clients.cluster(request.place());
		return switch (request.asked().what()) {
			case SUCCEEDED_PODS -> pods(cluster, request.before());
			case COMPLETE_JOBS -> jobs(cluster, request.before());
			case VOLUME_CLAIMS -> claims(cluster, request.before());
			case FILES -> new PodFiles(cluster, request).find(alive);
			case IMAGES, VOLUMES, NETWORKS, ROWS -> throw new PermanentFailure(FailureKind.PROFILE,
					"target " + request.place().name() + " is a cluster, which has no " + request.asked().what());
		};
	}

	@Override
	public void remove(CleanUpRequest request, List<Leftover> some, Runnable alive) {
		Cluster cluster = this.clients.cluster(request.place());
		switch (request.asked().what()) {
			case SUCCEEDED_PODS -> some.forEach((each) -> {
				alive.run();
				cluster.pods()
					.find(each.name())
					.filter((pod) -> ended(pod, request.before()))
					.ifPresent((pod) -> cluster.pods().delete(each.name()));
			});
			case COMPLETE_JOBS -> some.forEach((each) -> {
				alive.run();
				cluster.jobs()
					.find(each.name())
					.filter((job) -> complete(job, request.before()))
					.ifPresent((job) -> cluster.jobs().delete(each.name()));
			});
			case FILES -> new PodFiles(cluster, request).remove(some, alive);
			case VOLUME_CLAIMS, IMAGES, VOLUMES, NETWORKS, ROWS -> throw new PermanentFailure(FailureKind.PROFILE,
					request.asked().what() + " are never removed from a cluster");
		}
	}

	/** A pod of a Job that is not complete is counted by it still. */
	private static List<Leftover> pods(Cluster cluster, Instant before) {
		Set<String> unfinished = cluster.jobs()
			.list()
			.stream()
			.filter((job) -> !complete(job, Instant.MAX))
			.map((job) -> job.getMetadata().getName())
			.collect(Collectors.toSet());
		return cluster.pods()
			.list()
			.stream()
			.filter((pod) -> ended(pod, before))
			.filter((pod) -> owners(pod.getMetadata()).stream()
				.noneMatch((owner) -> "Job".equals(owner.getKind()) && unfinished.contains(owner.getName())))
			.map((pod) -> new Leftover(pod.getMetadata().getName(), 0, end(pod)))
			.toList();
	}

	private static List<OwnerReference> owners(ObjectMeta object) {
		return Objects.requireNonNullElse(object.getOwnerReferences(), List.of());
	}

	private static boolean ended(Pod pod, Instant before) {
		return pod.getStatus() != null && "Succeeded".equals(pod.getStatus().getPhase()) && end(pod).isBefore(before);
	}

	/** When its last container ended; when it was made where nobody says. */
	private static Instant end(Pod pod) {
		return pod.getStatus()
			.getContainerStatuses()
			.stream()
			.map(ContainerStatus::getState)
			.filter(Objects::nonNull)
			.map((state) -> state.getTerminated())
			.filter(Objects::nonNull)
			.map(ContainerStateTerminated::getFinishedAt)
			.filter(Objects::nonNull)
			.map(Instant::parse)
			.max(Instant::compareTo)
			.orElseGet(() -> created(pod.getMetadata()));
	}

	private static Instant created(ObjectMeta object) {
		return Instant.parse(object.getCreationTimestamp());
	}

	private static List<Leftover> jobs(Cluster cluster, Instant before) {
		return cluster.jobs()
			.list()
			.stream()
			.filter((job) -> complete(job, before))
			.map((job) -> new Leftover(job.getMetadata().getName(), 0, end(job)))
			.toList();
	}

	private static boolean complete(Job job, Instant before) {
		return job.getStatus() != null && job.getStatus()
			.getConditions()
			.stream()
			.anyMatch((condition) -> "Complete".equals(condition.getType()) && "True".equals(condition.getStatus()))
				&& end(job).isBefore(before);
	}

	private static Instant end(Job job) {
		String end = job.getStatus().getCompletionTime();
		return end == null ? created(job.getMetadata()) : Instant.parse(end);
	}

	private static List<Leftover> claims(Cluster cluster, Instant before) {
		Set<String> used = cluster.pods()
			.list()
			.stream()
			.flatMap((pod) -> Objects.requireNonNullElse(pod.getSpec().getVolumes(), List.<Volume>of()).stream())
			.map(Volume::getPersistentVolumeClaim)
			.filter(Objects::nonNull)
			.map((claim) -> claim.getClaimName())
			.collect(Collectors.toSet());
		return cluster.volumeClaims()
			.list()
			.stream()
			.filter((claim) -> !used.contains(claim.getMetadata().getName()))
			.filter((claim) -> created(claim.getMetadata()).isBefore(before))
			.map(KubernetesCleanUp::leftover)
			.toList();
	}

	private static Leftover leftover(PersistentVolumeClaim claim) {
		return new Leftover(claim.getMetadata().getName(), 0, created(claim.getMetadata()));
	}

}
