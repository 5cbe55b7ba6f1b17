package domain.profile;

import java.time.Duration;
import java.util.List;

/**
 * How new versions of a component are brought to its target (runbook E "Atualização de
 * Aplicação"). What its kind of target does not need stays absent.
 *
 * @param backup command that makes a backup before anything is changed, run on the target
 * in its directory: the program and its arguments. Optional
 * @param backupWithin how long it may take; 30 minutes when absent
 * @param remote git remote that versions are fetched from; {@code origin} when absent
 * (compose)
 * @param services services that are built and brought up; absent: all of the project
 * (compose)
 * @param buildWithin how long building may take; 30 minutes when absent (compose)
 * @param migrate what brings the data to the new version: the arguments of compose, for
 * example {@code [run, --rm, api, alembic, upgrade, head]}. Optional (compose)
 * @param migrateWithin how long that may take; 15 minutes when absent
 * @param settle how long the new version is left alone before it is asked how it is; 30
 * seconds when absent
 * @param logLines how many of the last lines of its log are looked at; 50 when absent
 * @param trouble regular expression of the lines that people are shown; lines with error
 * or exception when absent. On a systemd host such a line after the start fails the
 * deploy
 * @param helm the Helm release that it comes with; absent: its image is changed
 * (Kubernetes)
 * @param model the file of a component of kind {@code model} (systemd)
 * @param release the versions of an application side by side (systemd)
 */
public record DeployProfile(List<String> backup, Duration backupWithin, String remote, List<String> services,
		Duration buildWithin, List<String> migrate, Duration migrateWithin, Duration settle, Integer logLines,
		String trouble, HelmProfile helm, ModelProfile model, ReleaseProfile release) {

	public DeployProfile {
		backup = SystemProfile.listOf(backup);
		backupWithin = backupWithin == null ? Duration.ofMinutes(30) : backupWithin;
		remote = remote == null ? "origin" : remote;
		services = SystemProfile.listOf(services);
		buildWithin = buildWithin == null ? Duration.ofMinutes(30) : buildWithin;
		migrate = SystemProfile.listOf(migrate);
		migrateWithin = migrateWithin == null ? Duration.ofMinutes(15) : migrateWithin;
		settle = settle == null ? Duration.ofSeconds(30) : settle;
		logLines = logLines == null ? 50 : logLines;
		trouble = trouble == null ? "(?i)error|exception" : trouble;
	}

}
