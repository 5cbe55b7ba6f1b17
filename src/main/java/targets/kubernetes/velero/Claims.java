package targets.kubernetes.velero;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import targets.kubernetes.Cluster;
import targets.kubernetes.Marks;

/**
 * Volume claims that make room for restored ones. Velero never writes over the data of a
 * claim that is there, and says nothing about it; so the claim goes first, and its volume
 * stays with the data until people remove it.
 */
final class Claims {

	/**
	 * Annotation of a volume: the run that keeps it, which could not be told otherwise.
	 */
	private static final String KEPT_BY = Marks.PREFIX + "kept-by";

	private final Cluster cluster;

	private final Pace pace;

	private final String run;

	/**
	 * @param cluster the namespace of the claims
	 * @param run the run as a label's value
	 */
	Claims(Cluster cluster, Pace pace, String run) {
		this.cluster = cluster;
		this.pace = pace;
		this.run = run;
	}

	/**
	 * Removes these claims, keeping their volumes, and waits until they are gone. A claim
	 * that a restore has brought back already stays.
	 * @param restore name of the restore
	 * @throws PermanentFailure kind {@code CONFLICT} when a pod uses one of them
	 */
	void makeRoom(List<String> names, String restore, Consumer<String> progress) {
		List<String> there = names.stream().filter((name) -> standsInTheWay(name, restore)).toList();
		demandUnused(there);
		there.forEach(this::keepVolume);
		there.forEach((name) -> this.cluster.volumeClaims().delete(name));
		there.forEach((name) -> awaitGone(name, progress));
	}

	private boolean standsInTheWay(String name, String restore) {
		return this.cluster.volumeClaims().find(name).filter((claim) -> !restoredBy(claim, restore)).isPresent();
	}

	private static boolean restoredBy(PersistentVolumeClaim claim, String restore) {
		Map<String, String> labels = Objects.requireNonNullElse(claim.getMetadata().getLabels(), Map.of());
		return labels.getOrDefault(VeleroApi.RESTORE_NAME, "").startsWith(restore);
	}

	private void demandUnused(List<String> names) {
		for (Pod pod : this.cluster.pods().list()) {
			pod.getSpec()
				.getVolumes()
				.stream()
				.filter((volume) -> volume.getPersistentVolumeClaim() != null
						&& names.contains(volume.getPersistentVolumeClaim().getClaimName()))
				.filter((volume) -> !List.of("Succeeded", "Failed").contains(pod.getStatus().getPhase()))
				.findFirst()
				.ifPresent((volume) -> {
					throw new PermanentFailure(FailureKind.CONFLICT, Said.of(
							"pod %s in namespace %s uses volume claim %s: stop what it belongs to before its data is restored.",
							"o pod %s no namespace %s usa o volume %s: pare aquilo a que pertence antes que os dados sejam restaurados.",
							pod.getMetadata().getName(), this.cluster.namespace(),
							volume.getPersistentVolumeClaim().getClaimName()));
				});
		}
	}

	/** Whatever the class says: the volume outlives its claim. */
	private void keepVolume(String name) {
		String volume = this.cluster.volumeClaims().get(name).getSpec().getVolumeName();
		if (volume == null || this.cluster.volumes().find(volume).isEmpty()) {
			return;
		}
		this.cluster.volumes().change(volume, false, (now) -> {
			now.getSpec().setPersistentVolumeReclaimPolicy("Retain");
			Map<String, String> annotations = new HashMap<>(
					Objects.requireNonNullElse(now.getMetadata().getAnnotations(), Map.of()));
			annotations.put(KEPT_BY, this.run);
			now.getMetadata().setAnnotations(annotations);
			return now;
		});
	}

	private void awaitGone(String name, Consumer<String> progress) {
		long deadline = System.nanoTime() + this.pace.answer().toNanos();
		for (int looks = 0; System.nanoTime() < deadline; looks++) {
			if (this.cluster.volumeClaims().find(name).isEmpty()) {
				return;
			}
			progress.accept("waiting until volume claim " + name + " is gone");
			this.pace.pause(looks);
		}
		throw new TransientFailure(
				Said.of("volume claim %s in namespace %s does not go away: something still uses it.",
						"o volume %s no namespace %s não some: algo ainda o usa.", name, this.cluster.namespace()),
				null);
	}

}
