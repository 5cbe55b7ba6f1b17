package domain.profile;

import java.util.List;

/**
 * An application on a systemd host whose versions stand side by side, in
 * {@code FOLDER/releases/VERSION}, and whose unit runs what the link
 * {@code FOLDER/current} shows (runbook B 5.1 "system_update"). <code>{{version}}</code>
 * stands for the version.
 *
 * @param folder folder of the application; the target's directory when absent
 * @param source archive on the host that a version comes from, as {@code tar} reads it
 * @param checksum file on the host with the archive's SHA-256, as {@code sha256sum}
 * writes it
 * @param dependencies command that fails when the host lacks what the version needs, run
 * in the version's folder before anything is stopped. Optional
 * @param configure command that brings the configuration to the version, run in the
 * version's folder while the unit is down, also when the version comes back. Optional
 * @param keep how many versions beside the live one are kept to go back to, 2 when absent
 */
public record ReleaseProfile(String folder, @Required String source, @Required String checksum,
		List<String> dependencies, List<String> configure, Integer keep) {

	private static final int KEEP = 2;

	public ReleaseProfile {
		dependencies = SystemProfile.listOf(dependencies);
		configure = SystemProfile.listOf(configure);
		keep = keep == null ? KEEP : keep;
	}

}
