package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.lifecycle.GrowRequest;
import domain.run.Change;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimCondition;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes the volume claims of a workload's pods larger (runbook A "Disk Space Low", step
 * 5). All of them are looked at before the first is changed: a volume never shrinks, so
 * nothing of this can be taken back. A StatefulSet's template stays as it is, because it
 * cannot be changed: its claims are.
 */
final class VolumeGrowth {

	private static final String STORAGE = "storage";

	/** The condition of a claim whose storage has grown and whose file system has not. */
	private static final String MOUNTED_ANEW = "FileSystemResizePending";

	private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

	private final Cluster cluster;

	private final Controller.Handle<?> handle;

	private final GrowRequest request;

	private final Ownership ownership;

	private final Quantity wanted;

	VolumeGrowth(Cluster cluster, Controller.Handle<?> handle, GrowRequest request, Ownership ownership) {
		this.cluster = cluster;
		this.handle = handle;
		this.request = request;
		this.ownership = ownership;
		this.wanted = new Quantity(request.storage());
	}

	List<Change> grow(Runnable alive) {
		List<PersistentVolumeClaim> claims = claims();
		claims.forEach(this::refuseUnlessItCanGrow);
		List<Change> changes = new ArrayList<>();
		claims.forEach((claim) -> changes.addAll(ask(claim)));
		if (!this.request.run().planning()) {
			claims.forEach((claim) -> await(claim.getMetadata().getName(), alive));
		}
		return this.ownership.with(changes);
	}

	/** Those that its pods have, whoever made them. */
	private List<PersistentVolumeClaim> claims() {
		Controller controller = this.handle.get();
		List<PersistentVolumeClaim> found = this.cluster.pods()
			.list(controller.selector())
			.stream()
			.flatMap((pod) -> pod.getSpec().getVolumes().stream())
			.map(Volume::getPersistentVolumeClaim)
			.filter(Objects::nonNull)
			.map(PersistentVolumeClaimVolumeSource::getClaimName)
			.distinct()
			.sorted()
			.map(this.cluster.volumeClaims()::get)
			.toList();
		if (found.isEmpty()) {
			throw new PermanentFailure(FailureKind.NOT_FOUND,
					"%s in namespace %s: none of its pods has a volume claim that could grow."
						.formatted(controller.inWords(), this.cluster.namespace()));
		}
		return found;
	}

	private void refuseUnlessItCanGrow(PersistentVolumeClaim claim) {
		String what = inWords(claim);
		Quantity asked = asked(claim);
		if (bytes(this.wanted).compareTo(bytes(asked)) < 0) {
			throw new PermanentFailure(FailureKind.INVALID_INPUT,
					"storage: \"%s\" was given; %s has %s, and a volume never shrinks".formatted(this.wanted, what,
							asked));
		}
		if (bytes(this.wanted).compareTo(bytes(asked)) == 0) {
			return;
		}
		if (claim.getStatus() == null || !"Bound".equals(claim.getStatus().getPhase())) {
			throw new PermanentFailure(FailureKind.NOT_READY,
					"%s is not bound to a volume yet: nothing is there that could grow.".formatted(what));
		}
		if (bytes(capacity(claim)).compareTo(bytes(asked)) < 0) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					"%s is growing from %s to %s already (%s). Wait for it to end.".formatted(what, capacity(claim),
							asked, conditions(claim)));
		}
		storageClass(claim).filter((found) -> !Boolean.TRUE.equals(found.getAllowVolumeExpansion()))
			.ifPresent((found) -> {
				throw new PermanentFailure(FailureKind.CONFLICT,
						"%s cannot grow: its storageclass/%s does not have allowVolumeExpansion: true.".formatted(what,
								found.getMetadata().getName()));
			});
	}

	/**
	 * Empty when we may not see it: who works in one namespace need not, and the API
	 * server asks the same before it takes the change.
	 */
	private Optional<StorageClass> storageClass(PersistentVolumeClaim claim) {
		String name = claim.getSpec().getStorageClassName();
		if (name == null || name.isEmpty()) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					"%s has no storage class: only volumes that one provides can grow.".formatted(inWords(claim)));
		}
		try {
			return this.cluster.storageClasses().find(name);
		}
		catch (PermanentFailure failure) {
			if (failure.kind() != FailureKind.FORBIDDEN) {
				throw failure;
			}
			return Optional.empty();
		}
	}

	private List<Change> ask(PersistentVolumeClaim seen) {
		String name = seen.getMetadata().getName();
		String mark = Marks.runLabel(this.request.run()) + " ";
		PersistentVolumeClaim now = this.cluster.volumeClaims().change(name, this.request.run().planning(), (claim) -> {
			boolean differs = bytes(this.wanted).compareTo(bytes(asked(claim))) > 0;
			this.ownership.clear(claim, differs);
			if (differs) {
				Map<String, String> annotations = new HashMap<>(
						Objects.requireNonNullElse(claim.getMetadata().getAnnotations(), Map.of()));
				annotations.put(Marks.GROWN_FROM, mark + asked(claim));
				claim.getMetadata().setAnnotations(annotations);
				claim.getSpec().getResources().getRequests().put(STORAGE, this.wanted);
			}
			return claim;
		}).after();
		// An attempt that finds it done tells what the run has changed.
		String from = Objects.requireNonNullElse(Marks.annotation(now, Marks.GROWN_FROM), "");
		return from.startsWith(mark)
				? List.of(new Change(inWords(seen) + " storage", from.substring(mark.length()), this.wanted.toString()))
				: List.of();
	}

	private void await(String name, Runnable alive) {
		long deadline = System.nanoTime() + this.request.workload().readyWithin().toNanos();
		while (true) {
			alive.run();
			PersistentVolumeClaim claim = this.cluster.volumeClaims().get(name);
			if (bytes(capacity(claim)).compareTo(bytes(this.wanted)) >= 0) {
				return;
			}
			if (System.nanoTime() > deadline) {
				throw tooLate(claim);
			}
			pause();
		}
	}

	/**
	 * Some storage grows its file system only when a pod mounts it; a kubelet that can do
	 * it at once shows the same condition for a moment, so nobody acts on it earlier.
	 */
	private PermanentFailure tooLate(PersistentVolumeClaim claim) {
		String conditions = conditions(claim);
		String advice = conditions.contains(MOUNTED_ANEW)
				? "The storage has grown; its file system grows when its pods are started anew: run Restart."
				: "Look at the claim's events and at the storage class's resizer.";
		return new PermanentFailure(FailureKind.NOT_READY,
				"%s was asked to grow to %s and has %s after %s (%s). %s".formatted(inWords(claim), this.wanted,
						capacity(claim), this.request.workload().readyWithin(), conditions, advice));
	}

	private static void pause() {
		try {
			Thread.sleep(BETWEEN_LOOKS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new TransientFailure("The wait for a volume was interrupted: the worker is stopping.", ex);
		}
	}

	private static Quantity asked(PersistentVolumeClaim claim) {
		return claim.getSpec().getResources().getRequests().get(STORAGE);
	}

	private static Quantity capacity(PersistentVolumeClaim claim) {
		Map<String, Quantity> capacity = (claim.getStatus() == null) ? null : claim.getStatus().getCapacity();
		return (capacity == null) ? new Quantity("0") : capacity.getOrDefault(STORAGE, new Quantity("0"));
	}

	private static String conditions(PersistentVolumeClaim claim) {
		List<String> types = claim.getStatus()
			.getConditions()
			.stream()
			.map(PersistentVolumeClaimCondition::getType)
			.toList();
		return types.isEmpty() ? "no condition" : String.join(", ", types);
	}

	private static BigDecimal bytes(Quantity quantity) {
		return Quantity.getAmountInBytes(quantity);
	}

	private static String inWords(PersistentVolumeClaim claim) {
		return "persistentvolumeclaim/" + claim.getMetadata().getName();
	}

}
