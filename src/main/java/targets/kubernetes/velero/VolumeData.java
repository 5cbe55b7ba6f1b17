package targets.kubernetes.velero;

import com.fasterxml.jackson.databind.JsonNode;
import domain.people.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Velero says about the data of one volume.
 *
 * @param claim its claim, {@code namespace/name}
 * @param method how the data was taken or brought back; empty when it was not
 * @param skipped why it was left out; null when it was not
 * @param result Velero's word about it: {@code succeeded}, {@code failed} or nothing
 * @param bytes how much
 */
record VolumeData(String claim, String method, String skipped, String result, long bytes) {

	/** Read from the pods that use the volume, and written through restored pods. */
	static final String THROUGH_PODS = "PodVolumeBackup";

	static List<VolumeData> of(JsonNode infos) {
		List<VolumeData> all = new ArrayList<>();
		infos.forEach((info) -> all.add(read(info)));
		return all;
	}

	private static VolumeData read(JsonNode info) {
		String method = info.path("backupMethod").asText(info.path("restoreMethod").asText());
		String skipped = info.path("skipped").asBoolean() ? info.path("skippedReason").asText("without a reason")
				: null;
		long bytes = 0;
		for (String part : List.of("pvbInfo", "pvrInfo", "csiSnapshotInfo", "snapshotDataMovementInfo")) {
			bytes = Math.max(bytes, info.path(part).path("size").asLong());
		}
		return new VolumeData(info.path("pvcNamespace").asText() + "/" + info.path("pvcName").asText(), method, skipped,
				info.path("result").asText(), bytes);
	}

	static Optional<VolumeData> find(List<VolumeData> all, String claim) {
		return all.stream().filter((each) -> each.claim().equals(claim)).findFirst();
	}

	/**
	 * Whether the data is there. Only a backup's word has a result; a method alone is no
	 * proof for it. A snapshot of no known size is still one.
	 */
	boolean taken() {
		return this.skipped == null && this.result.equals("succeeded") && !this.method.isEmpty()
				&& !(this.method.equals(THROUGH_PODS) && this.bytes == 0);
	}

	Said said() {
		if (this.skipped != null) {
			return Said.of("left out: %s", "deixado de fora: %s", this.skipped);
		}
		Said how = this.method.isEmpty() ? Said.of("no data was taken", "nenhum dado foi levado")
				: Said.quoted(this.method);
		return Said.of("%s%s, %d bytes", "%s%s, %d bytes", how, this.result.isEmpty() ? "" : ", " + this.result,
				this.bytes);
	}

}
