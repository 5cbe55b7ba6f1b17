package activities;

import domain.probe.ProbeResult;
import domain.release.Artifact;
import domain.release.Changes;
import domain.release.DeployRequest;
import domain.release.Found;
import domain.release.History;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/**
 * Puts one version of a component in the place of another (runbook E "Atualização de
 * Aplicação", "Rollback Rápido"; B 5.1). Each step states the end that it wants: run
 * twice it has the effect of once. In plan mode a step returns the changes that it would
 * make.
 */
@ActivityInterface
public interface Deploys {

	/** What is live now; refuses what cannot be deployed on its target. */
	Found findLive(DeployRequest request);

	/** Brings the version to the target; what runs is not touched. */
	Changes fetchVersion(DeployRequest request);

	/** Undoes {@link #fetchVersion} when nothing after it was begun. */
	Changes dropFetched(DeployRequest request);

	/** Makes of it what can be run; what runs is not touched. */
	Changes buildVersion(DeployRequest request);

	/** Brings the data to the version. */
	Changes migrateData(DeployRequest request);

	/** Puts it in the place of what runs, and waits until it is ready. */
	Changes bringUpVersion(DeployRequest request);

	/** How the version does after a while; the workflow judges. */
	List<ProbeResult> verifyVersion(DeployRequest request);

	/** What is live and what it can go back to; refuses a version that is not there. */
	History findEarlier(DeployRequest request);

	/** Brings back what was live before, and waits until it is ready. */
	Changes goBack(DeployRequest request);

	/** Keeps the last lines of its log as a file; its summary counts those of trouble. */
	Artifact keepLog(DeployRequest request);

}
