package activities;

import domain.backup.Backup;
import domain.backup.BackupRequest;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.run.Run;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.spring.boot.ActivityImpl;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import stores.BackupStore;
import stores.Progress;

/** Finds the store's product and heartbeats while it works. */
@Component
@ActivityImpl(taskQueues = "operations")
class BackupsImpl implements Backups {

	private final List<BackupStore> products;

	BackupsImpl(List<BackupStore> products) {
		this.products = products;
	}

	@Override
	public Backup takeBackup(BackupRequest request) {
		BackupStore product = product(candidate -> candidate.kind() == request.store().kind(),
				"store '" + request.store().name() + "' of kind " + request.store().kind());
		return product.take(request, heartbeat());
	}

	@Override
	public Backup verifyBackup(Run run, Backup backup) {
		if (run.planning()) {
			return backup;
		}
		return product(candidate -> candidate.recognises(backup), "backup " + backup.location()).verify(backup,
				heartbeat());
	}

	private BackupStore product(Predicate<BackupStore> wanted, String what) {
		return products.stream()
			.filter(wanted)
			.findFirst()
			.orElseThrow(
					() -> new PermanentFailure(FailureKind.PROFILE, what + " cannot be backed up: backups are made of "
							+ products.stream().map(BackupStore::kind).toList() + " only."));
	}

	private static Progress heartbeat() {
		ActivityExecutionContext context = Activity.getExecutionContext();
		return context::heartbeat;
	}

}
