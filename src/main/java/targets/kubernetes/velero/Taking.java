package targets.kubernetes.velero;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.people.Said;
import domain.profile.VeleroProfile;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import stores.Comparison;
import targets.kubernetes.Marks;

/** Takes one backup and looks whether it is one. */
final class Taking {

	/** Label: our own id of a backup. */
	static final String BACKUP = Marks.PREFIX + "backup";

	/** Label: the store that a backup is of. */
	static final String STORE = Marks.PREFIX + "store";

	/** Annotation: the checksum of its archive when it was accepted. */
	static final String SHA256 = Marks.PREFIX + "sha256";

	/** Ten years: what expires by itself takes its evidence and its restores with it. */
	private static final String TTL = "87600h0m0s";

	private static final int ATTEMPTS = 3;

	private final Setting setting;

	private final Consumer<String> progress;

	Taking(Setting setting, Consumer<String> progress) {
		this.setting = setting;
		this.progress = progress;
	}

	/** Takes the backup of this id, or goes on with one that an earlier attempt began. */
	Account take(Order order) {
		VeleroApi api = this.setting.api();
		this.setting.installation().demandAlive(alive());
		this.setting.installation().demandAvailable(true);
		for (int attempt = 1;; attempt++) {
			String name = Names.attempt(Names.of(order.id()), attempt);
			VeleroApi.createOrAdopt(api.backups(), object(order, name));
			Sight ended = following().untilEnded(name, this.progress);
			if (!ended.lostByRestart() || attempt == ATTEMPTS) {
				return Account.ofEnded(ended, this.setting.downloads(alive()));
			}
			// A server that was started anew finishes nothing of what it was doing.
			this.progress.accept(name + " was lost when Velero was started anew; it is taken again");
			new Removal(api, this.setting.pace()).remove(name, alive());
		}
	}

	private Following following() {
		VeleroProfile profile = this.setting.profile();
		return new Following(this.setting.api(), this.setting.api().backups(),
				List.of(VeleroApi.Mover.DATA_UPLOAD, VeleroApi.Mover.POD_VOLUME_BACKUP),
				new Following.Limits(profile.within(), profile.stalledAfter(), this.setting.pace()),
				this.setting.alarm());
	}

	private Runnable alive() {
		return () -> this.progress.accept("waiting for Velero's answer");
	}

	private GenericKubernetesResource object(Order order, String name) {
		Map<String, Object> specification = new LinkedHashMap<>();
		specification.put("includedNamespaces", order.namespaces());
		specification.put("storageLocation", this.setting.installation().location());
		specification.put("ttl", TTL);
		put(specification, "defaultVolumesToFsBackup", this.setting.profile().throughPods());
		put(specification, "snapshotMoveData", this.setting.profile().moveData());
		GenericKubernetesResource object = this.setting.api().object("Backup", name, labels(order), specification);
		object.getMetadata().setAnnotations(order.notes());
		return object;
	}

	private static Map<String, String> labels(Order order) {
		return Map.of(Marks.RUN, order.run(), BACKUP, Marks.labelValue(order.id()), STORE,
				Marks.labelValue(order.store()), "app.kubernetes.io/managed-by", "holdfast");
	}

	private static void put(Map<String, Object> specification, String field, Object value) {
		if (value != null) {
			specification.put(field, value);
		}
	}

	/** The evidence for or against one that was taken just now. */
	List<Comparison> judge(Account account, List<String> namespaces, String store) {
		return Acceptance.ofBackup(account,
				new Acceptance.Expected(namespaces, claims(namespaces, account.sight().started()),
						before(account.sight(), store).map(Sight::done).orElse(0),
						this.setting.profile().leastShare()));
	}

	/** The same about one of any time, which nothing is known of that came before. */
	List<Comparison> judgeAlone(Account account, List<String> namespaces) {
		return Acceptance.ofBackup(account,
				new Acceptance.Expected(namespaces, claims(namespaces, account.sight().started()), 0, 0));
	}

	/** Fails with everything that speaks against it. */
	static void demand(Said what, List<Comparison> findings) {
		if (findings.stream().anyMatch((finding) -> !finding.good())) {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED, against(what, findings));
		}
	}

	/** Everything that speaks against it, and Velero's warnings. */
	static Said against(Said what, List<Comparison> findings) {
		List<Said> bad = findings.stream()
			.filter((finding) -> !finding.good() || Acceptance.warns(finding))
			.map(Comparison::said)
			.toList();
		return Said.of("%s is not accepted: %s.", "%s não passa na verificação: %s.", what, Said.joined("; ", bad));
	}

	/** Bound claims whose data must be in a backup that was begun then. */
	private List<String> claims(List<String> namespaces, Instant begun) {
		return namespaces.stream()
			.flatMap((namespace) -> this.setting.api()
				.cluster()
				.at(namespace)
				.volumeClaims()
				.list()
				.stream()
				.filter((claim) -> bound(claim) && wasThere(claim, begun))
				.map((claim) -> namespace + "/" + claim.getMetadata().getName()))
			.filter((claim) -> !this.setting.profile().withoutData().contains(claim))
			.toList();
	}

	private static boolean bound(PersistentVolumeClaim claim) {
		return claim.getStatus() != null && "Bound".equals(claim.getStatus().getPhase());
	}

	private static boolean wasThere(PersistentVolumeClaim claim, Instant begun) {
		return begun == null || !Instant.parse(claim.getMetadata().getCreationTimestamp()).isAfter(begun);
	}

	/** The newest accepted one of the store that was begun before this one. */
	private Optional<Sight> before(Sight sight, String store) {
		return this.setting.api()
			.backups()
			.list(Map.of(STORE, Marks.labelValue(store)))
			.stream()
			.filter((object) -> Marks.annotation(object, SHA256) != null)
			.map(Sight::of)
			.filter((other) -> !other.name().equals(sight.name()) && other.started() != null
					&& (sight.started() == null || other.started().isBefore(sight.started())))
			.max(Comparator.comparing(Sight::started));
	}

	/**
	 * What is to be taken.
	 *
	 * @param id our id of the backup
	 * @param run the run as a label's value
	 * @param store name of the store
	 * @param namespaces which namespaces
	 * @param notes annotations of ours
	 */
	record Order(String id, String run, String store, List<String> namespaces, Map<String, String> notes) {

	}

}
