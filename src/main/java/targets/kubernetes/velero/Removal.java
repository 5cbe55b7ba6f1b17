package targets.kubernetes.velero;

import com.fasterxml.jackson.databind.JsonNode;
import domain.failure.TransientFailure;
import domain.people.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import targets.kubernetes.Marks;

/**
 * Removes backups with their data. Deleting the object alone would keep the data, and
 * Velero would bring the object back.
 */
final class Removal {

	private final VeleroApi api;

	private final Pace pace;

	Removal(VeleroApi api, Pace pace) {
		this.api = api;
		this.pace = pace;
	}

	/**
	 * Asks for the removal and waits until the backup is gone.
	 * @return whether it was there
	 */
	boolean remove(String backup, Runnable alive) {
		if (this.api.backups().find(backup).isEmpty()) {
			return false;
		}
		String request = Names.of("delete-" + backup);
		long deadline = System.nanoTime() + this.pace.answer().toNanos();
		for (int looks = 0; System.nanoTime() < deadline; looks++) {
			alive.run();
			if (this.api.backups().find(backup).isEmpty()) {
				return true;
			}
			String refused = refusal(backup, request);
			if (refused != null) {
				this.api.deletions().delete(request);
				throw new TransientFailure(
						Said.of("Velero could not remove backup %s: %s. It is asked again.",
								"o Velero não conseguiu remover o backup %s: %s. Pede-se de novo.", backup, refused),
						null);
			}
			this.pace.pause(looks);
		}
		throw new TransientFailure(Said.of("Velero has not removed backup %s within %s. Look at its server's log.",
				"o Velero não removeu o backup %s em %s. Veja o log do servidor dele.", backup, this.pace.answer()),
				null);
	}

	/** Why Velero has refused, or null: it goes on. */
	private String refusal(String backup, String request) {
		var object = this.api.deletions().find(request).orElse(null);
		if (object == null) {
			this.api.deletions()
				.create(this.api.object("DeleteBackupRequest", request, Map.of(VeleroApi.BACKUP_NAME,
						Marks.labelValue(backup), "app.kubernetes.io/managed-by", "holdfast"),
						Map.of("backupName", backup)), false);
			return null;
		}
		JsonNode status = Installation.status(object);
		if (!status.path("phase").asText().equals("Processed")) {
			return null;
		}
		List<String> errors = new ArrayList<>();
		status.path("errors").forEach((each) -> errors.add(each.asText()));
		return errors.isEmpty() ? null : String.join("; ", errors);
	}

}
