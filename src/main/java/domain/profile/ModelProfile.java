package domain.profile;

import java.util.List;

/**
 * A model in a file that units read when they start (runbook B 5.1 "model_update", 4.2
 * "models", 5.2 "models"). <code>{{version}}</code> stands for the version.
 *
 * @param path file that the units read
 * @param source file on the host that a version comes from
 * @param checksum file on the host with the version's SHA-256, as {@code sha256sum}
 * writes it
 * @param accuracy what measures how well a model file recognises
 * @param latency what measures how long a model file takes
 * @param units units that read it, in the order in which they are started; stopped the
 * other way round
 * @param backups folder in which a model is kept before another takes its place;
 * {@code backup} beside the file when absent
 * @param keep how many are kept there, 2 when absent
 */
public record ModelProfile(@Required String path, @Required String source, @Required String checksum,
		@Required ModelProbe accuracy, @Required ModelProbe latency, @Required List<String> units, String backups,
		Integer keep) {

	private static final int KEEP = 2;

	public ModelProfile {
		units = SystemProfile.listOf(units);
		backups = backups == null && path != null ? path.substring(0, path.lastIndexOf('/') + 1) + "backup" : backups;
		keep = keep == null ? KEEP : keep;
	}

}
