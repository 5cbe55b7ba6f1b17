package targets.kubernetes.velero;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import targets.kubernetes.ApiFailures;
import targets.kubernetes.ApiObjects;
import targets.kubernetes.Cluster;
import targets.kubernetes.Marks;

/** Velero's objects of one installation. */
final class VeleroApi {

	static final String GROUP = "velero.io";

	/** Label of Velero's own: the backup that an object belongs to. */
	static final String BACKUP_NAME = "velero.io/backup-name";

	/** Label of Velero's own: the restore that an object belongs to. */
	static final String RESTORE_NAME = "velero.io/restore-name";

	/** Label of Velero's own: the schedule that a backup was made by. */
	static final String SCHEDULE_NAME = "velero.io/schedule-name";

	private static final String V1 = "v1";

	private static final String V2 = "v2alpha1";

	private final Cluster cluster;

	/** The installation in this namespace. */
	VeleroApi(Cluster cluster, String namespace) {
		this.cluster = cluster.at(namespace);
	}

	/** The installation's own namespace. */
	Cluster cluster() {
		return this.cluster;
	}

	ApiObjects<GenericKubernetesResource> backups() {
		return this.cluster.generic(GROUP, V1, "Backup", "backups");
	}

	ApiObjects<GenericKubernetesResource> restores() {
		return this.cluster.generic(GROUP, V1, "Restore", "restores");
	}

	ApiObjects<GenericKubernetesResource> schedules() {
		return this.cluster.generic(GROUP, V1, "Schedule", "schedules");
	}

	ApiObjects<GenericKubernetesResource> locations() {
		return this.cluster.generic(GROUP, V1, "BackupStorageLocation", "backupstoragelocations");
	}

	ApiObjects<GenericKubernetesResource> deletions() {
		return this.cluster.generic(GROUP, V1, "DeleteBackupRequest", "deletebackuprequests");
	}

	ApiObjects<GenericKubernetesResource> downloads() {
		return this.cluster.generic(GROUP, V1, "DownloadRequest", "downloadrequests");
	}

	ApiObjects<GenericKubernetesResource> statusRequests() {
		return this.cluster.generic(GROUP, V1, "ServerStatusRequest", "serverstatusrequests");
	}

	ApiObjects<GenericKubernetesResource> movers(Mover mover) {
		return this.cluster.generic(GROUP, mover.version, mover.kind, mover.resource);
	}

	/** A new object of an installation, with labels of ours. */
	GenericKubernetesResource object(String kind, String name, Map<String, String> labels, Object specification) {
		GenericKubernetesResource made = new GenericKubernetesResource();
		made.setApiVersion(GROUP + "/" + V1);
		made.setKind(kind);
		made.setMetadata(new ObjectMetaBuilder().withName(name)
			.withNamespace(this.cluster.namespace())
			.withLabels(labels)
			.build());
		made.setAdditionalProperty("spec", specification);
		return made;
	}

	/**
	 * Makes an object of a run, or finds the one that an earlier attempt has made.
	 * @throws PermanentFailure kind {@code CONFLICT} when the name is somebody else's
	 */
	static GenericKubernetesResource createOrAdopt(ApiObjects<GenericKubernetesResource> objects,
			GenericKubernetesResource wanted) {
		String name = wanted.getMetadata().getName();
		GenericKubernetesResource there = objects.find(name).orElse(null);
		if (there == null) {
			try {
				return objects.create(wanted, false);
			}
			catch (TransientFailure failure) {
				if (!isConflict(failure)) {
					throw failure;
				}
				there = objects.get(name);
			}
		}
		if (Marks.runOf(there) == null || !Marks.runOf(there).equals(Marks.runOf(wanted))) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					"%s %s in namespace %s is of %s and not of this run. Look at it; this run makes none of that name."
						.formatted(wanted.getKind(), name, wanted.getMetadata().getNamespace(),
								(Marks.runOf(there) == null) ? "somebody else" : "run " + Marks.runOf(there)));
		}
		return there;
	}

	private static boolean isConflict(TransientFailure failure) {
		return failure.getCause() instanceof KubernetesClientException cause && ApiFailures.isConflict(cause);
	}

	/** What moves the data of volumes. */
	enum Mover {

		DATA_UPLOAD(V2, "DataUpload", "datauploads", BACKUP_NAME),
		POD_VOLUME_BACKUP(V1, "PodVolumeBackup", "podvolumebackups", BACKUP_NAME),
		DATA_DOWNLOAD(V2, "DataDownload", "datadownloads", RESTORE_NAME),
		POD_VOLUME_RESTORE(V1, "PodVolumeRestore", "podvolumerestores", RESTORE_NAME);

		private final String version;

		private final String kind;

		private final String resource;

		private final String label;

		Mover(String version, String kind, String resource, String label) {
			this.version = version;
			this.kind = kind;
			this.resource = resource;
			this.label = label;
		}

		/** The label that names the backup or restore that the data is moved for. */
		String label() {
			return this.label;
		}

	}

}
