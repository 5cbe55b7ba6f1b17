package targets.kubernetes.velero;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import targets.kubernetes.Marks;

/**
 * Brings one namespace back from a backup, into itself or into a scratch namespace.
 * Nothing of it is started: replicas are 0 and schedules suspended, so that whoever asked
 * says what starts and when. The exception is data that was read through pods: Velero
 * writes it through restored pods only.
 */
final class Restoring {

	/** Label: the backup's name, on restores of ours. */
	static final String OF = Marks.PREFIX + "restore-of";

	private static final int ATTEMPTS = 3;

	/**
	 * Of both styles of patches the one that does not mind whether the field is there.
	 */
	private static final String STOPPED = """
			version: v1
			resourceModifierRules:
			  - conditions: {groupResource: deployments.apps}
			    mergePatches: [{patchData: '{"spec": {"replicas": 0}}'}]
			  - conditions: {groupResource: statefulsets.apps}
			    mergePatches: [{patchData: '{"spec": {"replicas": 0}}'}]
			  - conditions: {groupResource: cronjobs.batch}
			    mergePatches: [{patchData: '{"spec": {"suspend": true}}'}]
			""";

	private final Setting setting;

	private final Duration within;

	private final Consumer<String> progress;

	Restoring(Setting setting, Duration within, Consumer<String> progress) {
		this.setting = setting;
		this.within = within;
		this.progress = progress;
	}

	/** Restores, or goes on with the restore that an earlier attempt began. */
	Account restore(Order order) {
		VeleroApi api = this.setting.api();
		demandUsable(order.backup());
		for (int attempt = 1;; attempt++) {
			String name = Names.attempt(order.name(), attempt);
			if (!order.throughPods()) {
				provideModifier(order, name);
			}
			VeleroApi.createOrAdopt(api.restores(), object(order, name));
			Sight ended = following(order).untilEnded(name, this.progress);
			if (!ended.lostByRestart() || attempt == ATTEMPTS) {
				return account(ended);
			}
			// What it had brought back is there; the next one finds it and goes on.
			this.progress.accept(name + " was lost when Velero was started anew; it is begun again");
		}
	}

	private Account account(Sight ended) {
		boolean ran = ended.phase() == Phase.COMPLETED || ended.phase() == Phase.PARTIALLY_FAILED;
		return ran
				? Account.ofRestore(ended,
						this.setting.downloads(() -> this.progress.accept("reading what Velero did")))
				: Account.withoutFiles(ended);
	}

	/** Velero itself takes any backup that exists; a partial one, a person has taken. */
	private void demandUsable(String backup) {
		Sight sight = Sight.of(this.setting.api().backups().get(backup));
		if (!sight.phase().completed() && sight.phase() != Phase.PARTIALLY_FAILED) {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED,
					Said.of("backup %s is %s: nothing is restored from it.",
							"o backup %s está %s: nada é restaurado dele.", backup, sight.said()));
		}
	}

	/** The newest attempt of a restore of this name, or null. */
	Sight newest(String name) {
		Sight newest = null;
		for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
			newest = this.setting.api().restores().find(Names.attempt(name, attempt)).map(Sight::of).orElse(newest);
		}
		return newest;
	}

	/** What Velero says about a restore of this name that is at its end. */
	Account accountOf(String name) {
		Sight newest = newest(name);
		if (newest == null || !newest.phase().ended()) {
			throw new PermanentFailure(FailureKind.NOT_FOUND,
					Said.of("there is no restore %s in namespace %s that has come to its end: nothing is proven.",
							"não há restauração %s no namespace %s que tenha chegado ao fim: nada está provado.", name,
							this.setting.api().cluster().namespace()));
		}
		return account(newest);
	}

	/**
	 * Removes the objects of a restore, not what it has brought back, and waits until
	 * they are gone: Velero removes its files first.
	 */
	void forget(String name, Runnable alive) {
		for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
			String each = Names.attempt(name, attempt);
			if (this.setting.api().restores().find(each).isPresent()) {
				this.setting.api().restores().delete(each);
				awaitGone(each, alive);
			}
			this.setting.api().cluster().configMaps().delete(each);
		}
	}

	private void awaitGone(String name, Runnable alive) {
		long deadline = System.nanoTime() + this.setting.pace().answer().toNanos();
		for (int looks = 0; System.nanoTime() < deadline; looks++) {
			if (this.setting.api().restores().find(name).isEmpty()) {
				return;
			}
			alive.run();
			this.setting.pace().pause(looks);
		}
		throw new TransientFailure(
				Said.of("restore %s in namespace %s does not go away. Look at the log of Velero's server.",
						"a restauração %s no namespace %s não some. Veja o log do servidor do Velero.", name,
						this.setting.api().cluster().namespace()),
				null);
	}

	private Following following(Order order) {
		return new Following(this.setting.api(), this.setting.api().restores(),
				List.of(VeleroApi.Mover.DATA_DOWNLOAD, VeleroApi.Mover.POD_VOLUME_RESTORE),
				new Following.Limits(this.within, this.setting.profile().stalledAfter(), this.setting.pace()),
				this.setting.alarm());
	}

	private void provideModifier(Order order, String name) {
		if (this.setting.api().cluster().configMaps().find(name).isPresent()) {
			return;
		}
		ConfigMap modifier = new ConfigMapBuilder().withNewMetadata()
			.withName(name)
			.withNamespace(this.setting.api().cluster().namespace())
			.withLabels(Map.of(Marks.RUN, order.run(), "app.kubernetes.io/managed-by", "holdfast"))
			.endMetadata()
			.withData(Map.of("modifier.yaml", STOPPED))
			.build();
		this.setting.api().cluster().configMaps().create(modifier, false);
	}

	private GenericKubernetesResource object(Order order, String name) {
		Map<String, Object> specification = new LinkedHashMap<>();
		specification.put("backupName", order.backup());
		specification.put("includedNamespaces", List.of(order.from()));
		specification.put("excludedResources", order.exclusions().resources());
		specification.put("restorePVs", true);
		specification.put("existingResourcePolicy", order.inPlace() ? "update" : "none");
		if (!order.inPlace()) {
			specification.put("namespaceMapping", Map.of(order.from(), order.into()));
		}
		if (!order.throughPods()) {
			specification.put("resourceModifier", Map.of("kind", "ConfigMap", "name", name));
		}
		return this.setting.api()
			.object("Restore", name, Map.of(Marks.RUN, order.run(), OF, Marks.labelValue(order.backup()),
					"app.kubernetes.io/managed-by", "holdfast"), specification);
	}

	/**
	 * What is to be restored.
	 *
	 * @param name name of the restore
	 * @param run the run as a label's value
	 * @param backup name of the backup
	 * @param from the namespace that was backed up
	 * @param into the namespace that it comes into
	 * @param exclusions what does not come back
	 * @param throughPods whether data is written through restored pods
	 */
	record Order(String name, String run, String backup, String from, String into, Exclusions exclusions,
			boolean throughPods) {

		boolean inPlace() {
			return this.from.equals(this.into);
		}

	}

}
