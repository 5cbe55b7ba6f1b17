package targets.kubernetes.velero;

import domain.backup.Backup;
import domain.backup.Captured;
import domain.backup.Contents;
import domain.failure.FailureKind;
import domain.failure.PartialFailure;
import domain.failure.PermanentFailure;
import domain.people.Said;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import stores.BackupOrder;
import stores.Comparison;
import stores.Progress;
import stores.Unusable;
import targets.kubernetes.Cluster;
import targets.kubernetes.Marks;
import targets.kubernetes.Permissions;

/**
 * Whether a backup holds what it must: by its objects, volumes and archive, never by its
 * phase alone.
 */
final class Evidence {

	private final Scene scene;

	private final Progress progress;

	Evidence(Scene scene, Progress progress) {
		this.scene = scene;
		this.progress = progress;
	}

	/** Takes a backup and accepts it by what it shows. */
	Captured take(BackupOrder order) {
		List<String> namespaces = List.of(this.scene.namespace());
		Taking taking = new Taking(this.scene.setting(), this.progress::report);
		Account account = taking.take(new Taking.Order(order.id(), Marks.labelValue(order.runId()), this.scene.store(),
				namespaces, Map.of(Kept.ID, order.id())));
		String name = account.sight().name();
		List<Comparison> findings = new ArrayList<>(taking.judge(account, namespaces, this.scene.store()));
		findings.addAll(expected(account));
		Taking.demand(Said.of("backup %s of namespace %s", "o backup %s do namespace %s", name, this.scene.namespace()),
				findings);
		Downloads.Archive archive = this.scene.setting()
			.downloads(() -> this.progress.report("reading the archive of " + name))
			.archive(name);
		SortedMap<String, Long> rows = rows(account);
		new Kept(this.scene).noteAccepted(name, archive, rows);
		return new Captured(account.sight().started(),
				new Contents(this.scene.namespace(), null, rows, volumes(account), null), Kept.LOCATION + name,
				archive.bytes());
	}

	private SortedMap<String, Long> rows(Account account) {
		return Exclusions.inPlace(false).remaining(account.inventory(), this.scene.namespace());
	}

	private static List<String> volumes(Account account) {
		return account.volumes()
			.stream()
			.filter(VolumeData::taken)
			.map((volume) -> "data of volume claim " + volume.claim())
			.toList();
	}

	/**
	 * Objects that the profile expects in every backup: {@code apps/v1/Deployment/web}.
	 */
	private List<Comparison> expected(Account account) {
		List<Comparison> findings = new ArrayList<>();
		for (String wanted : this.scene.source().asked().expects()) {
			int slash = wanted.lastIndexOf('/');
			boolean there = slash > 0 && account.inventory()
				.objects()
				.getOrDefault(wanted.substring(0, slash), List.of())
				.contains(this.scene.namespace() + wanted.substring(slash));
			findings.add(new Comparison(Said.quoted(wanted), Said.of("in the backup", "no backup"),
					there ? Said.of("in it", "nele") : Said.of("not in it", "não está nele"), there));
		}
		return findings;
	}

	/** Reads one back without restoring it. */
	void examine(Backup backup) {
		demandPermitted();
		String name = Kept.name(backup);
		GenericKubernetesResource object = this.scene.setting()
			.api()
			.backups()
			.find(name)
			.orElseThrow(
					() -> Unusable.because(name, Said.of("Velero knows it no more", "o Velero não o conhece mais")));
		Account account = Account.ofEnded(Sight.of(object),
				this.scene.setting().downloads(() -> this.progress.report("reading what is in " + name)));
		List<Comparison> findings = new ArrayList<>(new Taking(this.scene.setting(), this.progress::report)
			.judgeAlone(account, List.of(this.scene.namespace())));
		findings.addAll(expected(account));
		boolean partial = account.sight().phase() == Phase.PARTIALLY_FAILED
				&& account.inventory().in(this.scene.namespace()) > 0;
		if (!partial) {
			Taking.demand(named(name), findings);
		}
		Downloads.Archive archive = this.scene.setting()
			.downloads(() -> this.progress.report("reading the archive of " + name))
			.archive(name);
		String noted = Marks.annotation(object, Taking.SHA256);
		if (noted != null && !noted.equals(archive.sha256())) {
			throw Unusable.because(name,
					Unusable.altered(Said.of("its archive", "seu arquivo"), archive.sha256(), noted));
		}
		if (partial) {
			throw new PartialFailure(Taking.against(named(name), findings));
		}
	}

	/**
	 * Whoever reads a backup back may be about to restore it: what is not permitted is
	 * said before anything is stopped for it.
	 */
	private void demandPermitted() {
		Cluster installation = this.scene.setting().api().cluster();
		List<String> missing = new ArrayList<>(Permissions.missing(installation, Permissions.VELERO));
		missing.addAll(Permissions.missing(this.scene.cluster(), Permissions.RECOVERY));
		if (!missing.isEmpty()) {
			throw new PermanentFailure(FailureKind.FORBIDDEN, Said.of(
					"Holdfast's identity may not do what a restore of namespace %s by Velero needs at %s: %s. Apply deploy/velero-namespace in namespace %s.",
					"a identidade do Holdfast não pode fazer o que uma restauração do namespace %s pelo Velero exige em %s: %s. Aplique deploy/velero-namespace no namespace %s.",
					this.scene.namespace(), installation.server(), String.join(", ", missing),
					installation.namespace()));
		}
	}

	private static Said named(String backup) {
		return Said.of("backup %s", "o backup %s", backup);
	}

}
