package targets.kubernetes.velero;

import domain.backup.Backup;
import domain.backup.Lacking;
import domain.backup.Place;
import domain.failure.FailureKind;
import domain.failure.PartialFailure;
import domain.failure.PermanentFailure;
import domain.people.Said;
import domain.run.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import stores.Comparison;
import targets.kubernetes.Marks;

/**
 * Brings a namespace back. Beside itself: into a scratch namespace in which nothing runs.
 * In its own place, in this order: a safety backup of what is there, schedules paused and
 * the storage location closed, claims whose data comes back removed with their volumes
 * kept, the restore, its evidence; then the location is opened and the schedules go on,
 * whatever happened. Whoever asks has stopped the writers before and starts them after.
 */
final class Bringing {

	private final Scene scene;

	private final String run;

	private final Consumer<String> progress;

	/**
	 * @param run id of the run
	 */
	Bringing(Scene scene, String run, Consumer<String> progress) {
		this.scene = scene;
		this.run = Marks.labelValue(run);
		this.progress = progress;
	}

	/** Into a scratch namespace. */
	void beside(Backup backup, Place place) {
		this.scene.scratch().provide(place, this.progress);
		restore(Kept.name(backup), place);
		Taking.demand(Said.of("restore of %s into namespace %s", "a restauração de %s no namespace %s",
				Kept.name(backup), place.name()), findings(Kept.name(backup), place));
	}

	/**
	 * In its own place; an attempt that finds it done only looks at the evidence. One
	 * that was put back in between is brought back again.
	 */
	Placed inPlace(Backup backup, Place live, Place aside, List<Lacking.What> accepted) {
		gate().open();
		restoring().forget(back(live), alive());
		Optional<Partial> partial = safetyCopy(aside).filter((lacking) -> !accepted.contains(lacking.what()));
		if (partial.isPresent()) {
			return new Placed(List.of(), partial);
		}
		partial = restoreClosed(Kept.name(backup), live, name(live))
			.filter((lacking) -> !accepted.contains(lacking.what()));
		return new Placed(List.of(new Change("namespace " + live.name(), "as it was, kept as backup " + aside.name(),
				"from backup " + Kept.name(backup))), partial);
	}

	/** What was put in place, and what of it somebody has to accept first. */
	record Placed(List<Change> changes, Optional<Partial> partial) {

	}

	/** What came about in part only, and what failed. */
	record Partial(Lacking.What what, Said why) {

	}

	/** What {@link #inPlace} would change. */
	List<Change> plan(Backup backup, Place live, Place aside) {
		Account held = backup(Kept.name(backup));
		List<Change> plan = new ArrayList<>();
		plan.add(new Change("namespace " + live.name(), "as it is, kept as backup " + aside.name(),
				"from backup " + held.sight().name()));
		SortedMap<String, Long> now = new Present(this.scene.cluster().at(live.name())).counts();
		exclusions(held, live).remaining(held.inventory(), this.scene.namespace())
			.forEach((kind, count) -> plan.add(new Change(kind + " in " + live.name(),
					now.containsKey(kind) ? now.get(kind) + " there" : "not counted", count + " from the backup")));
		names(held).forEach((claim) -> plan.add(new Change("volume claim " + live.name() + "/" + claim,
				"removed, its volume kept", "made anew with the data of the backup")));
		plan.add(new Change("storage location " + this.scene.setting().installation().object().getMetadata().getName(),
				"as it is", "read-only during the restore; schedules of Velero paused"));
		return plan;
	}

	/** Back to the safety backup, when there was anything to go back from. */
	List<Change> putBack(Place live, Place aside) {
		gate().open();
		if (restoring().newest(name(live)) == null) {
			return List.of();
		}
		String safety = Names.of(aside.name());
		if (this.scene.setting().api().backups().find(safety).isEmpty()) {
			// There was nothing to keep: the namespace was not there.
			return List.of();
		}
		restoreClosed(safety, live, back(live)).ifPresent((partial) -> {
			throw new PartialFailure(partial.why());
		});
		restoring().forget(name(live), alive());
		return List.of(new Change("namespace " + live.name(), "from a backup", "as it was, from backup " + safety));
	}

	/** Returns what it lacks when Velero has brought back only a part. */
	private Optional<Partial> restoreClosed(String backup, Place live, String name) {
		StorageGate gate = gate();
		try {
			gate.close(this.progress, this.scene.setting().pace());
			Account held = backup(backup);
			new Claims(this.scene.cluster().at(live.name()), this.scene.setting().pace(), this.run)
				.makeRoom(names(held), name, this.progress);
			Account ended = restoring().restore(order(held, live, name));
			Said what = Said.of("restore of %s in namespace %s", "a restauração de %s no namespace %s", backup,
					live.name());
			List<Comparison> findings = findings(held, live, name);
			if (ended.sight().phase() == Phase.PARTIALLY_FAILED) {
				return Optional.of(new Partial(Lacking.What.RESTORE, Taking.against(what, findings)));
			}
			Taking.demand(what, findings);
			return Optional.empty();
		}
		finally {
			gate.open();
		}
	}

	/** Returns what it lacks when it holds something, and not everything. */
	private Optional<Partial> safetyCopy(Place aside) {
		String namespace = this.scene.namespace();
		if (this.scene.cluster().namespaces().find(namespace).isEmpty()) {
			return Optional.empty();
		}
		Taking taking = new Taking(this.scene.setting(), this.progress);
		Account account = taking
			.take(new Taking.Order(aside.name(), this.run, this.scene.store(), List.of(namespace), notes(aside)));
		if (account.sight().phase() == Phase.PARTIALLY_FAILED && account.inventory().in(namespace) > 0) {
			return Optional.of(new Partial(Lacking.What.SAFETY_COPY,
					Taking.against(
							Said.of("safety copy %s of namespace %s", "a cópia de segurança %s do namespace %s",
									account.sight().name(), namespace),
							taking.judgeAlone(account, List.of(namespace)))));
		}
		if (account.sight().lostByRestart() || !account.sight().phase().completed()
				|| account.sight().number("errors") > 0) {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED,
					Said.of("safety copy %s of namespace %s is no copy: %s. Nothing was changed there.",
							"a cópia de segurança %s do namespace %s não é uma cópia: %s. Nada foi alterado lá.",
							account.sight().name(), namespace, account.sight().said()));
		}
		return Optional.empty();
	}

	private static Map<String, String> notes(Place aside) {
		return (aside.expires() == null) ? Map.of(Kept.PURPOSE, "safety")
				: Map.of(Kept.PURPOSE, "safety", Scratch.EXPIRES, aside.expires().toString());
	}

	private void restore(String backup, Place place) {
		restoring().restore(order(backup(backup), place, name(place)));
	}

	private Restoring.Order order(Account held, Place place, String name) {
		return new Restoring.Order(name, this.run, held.sight().name(), this.scene.namespace(), place.name(),
				exclusions(held, place), throughPods(held));
	}

	private Exclusions exclusions(Account held, Place place) {
		return inPlace(place) ? Exclusions.inPlace(throughPods(held))
				: Exclusions.scratch(throughPods(held), this.scene.setting().profile().notInScratch());
	}

	private static boolean inPlace(Place place) {
		return place.purpose() == Place.Purpose.LIVE;
	}

	private static boolean throughPods(Account held) {
		return held.volumes().stream().anyMatch((volume) -> volume.method().equals(VolumeData.THROUGH_PODS));
	}

	/** What speaks for and against the restore that this run has made into a place. */
	List<Comparison> findings(String backup, Place place) {
		return findings(backup(backup), place, name(place));
	}

	private List<Comparison> findings(Account held, Place place, String name) {
		SortedMap<String, Long> expected = exclusions(held, place).remaining(held.inventory(), this.scene.namespace());
		List<String> claims = names(held).stream().map((claim) -> place.name() + "/" + claim).toList();
		List<Comparison> all = new ArrayList<>(Acceptance.ofRestore(restoring().accountOf(name),
				new Acceptance.Returned(expected, place.name(), inPlace(place), claims)));
		all.addAll(new Present(this.scene.cluster().at(place.name())).compare(expected));
		return all;
	}

	/** Claims whose data the backup holds. */
	private List<String> names(Account held) {
		String prefix = this.scene.namespace() + "/";
		return held.volumes()
			.stream()
			.filter((volume) -> volume.claim().startsWith(prefix) && volume.taken())
			.map((volume) -> volume.claim().substring(prefix.length()))
			.toList();
	}

	private Account backup(String name) {
		Sight sight = Sight.of(this.scene.setting().api().backups().get(name));
		return Account.ofEnded(sight, this.scene.setting().downloads(alive()));
	}

	/**
	 * Removes a scratch namespace and what Velero knows of the restore into it.
	 * @return whether it was there
	 */
	boolean remove(Place place) {
		restoring().forget(name(place), alive());
		return this.scene.scratch().remove(place.name(), this.progress);
	}

	/** Of the run's restore from its safety copy. */
	private String back(Place live) {
		return Names.of("put-back-" + name(live));
	}

	/** Of the run's restore into a place. */
	private String name(Place place) {
		return inPlace(place) ? Names.of("in-place-" + this.scene.namespace() + "-" + this.run)
				: Names.of(place.name());
	}

	private StorageGate gate() {
		return new StorageGate(this.scene.setting().api(), this.scene.setting().installation(), this.run);
	}

	private Restoring restoring() {
		return new Restoring(this.scene.setting(), this.scene.source().asked().restore().within(), this.progress);
	}

	private Runnable alive() {
		return () -> this.progress.accept("reading what Velero holds");
	}

}
