package targets.kubernetes;

import domain.profile.TargetProfile;
import domain.release.Changes;
import domain.run.Change;
import domain.run.Run;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import targets.GitOpsTarget;

/** Ends what {@link Ownership} has paused. */
@Component
class KubernetesGitOps implements GitOpsTarget {

	private final KubernetesClients clients;

	KubernetesGitOps(KubernetesClients clients) {
		this.clients = clients;
	}

	@Override
	public Changes giveBack(Run run, TargetProfile place) {
		Cluster cluster = this.clients.cluster(place);
		PauseNotes notes = new PauseNotes(cluster, run);
		List<Keeper> paused = notes.read();
		List<Change> changes = new ArrayList<>();
		for (Keeper keeper : paused) {
			changes.addAll(new Synchronisation(cluster.at(keeper.namespace()), keeper, run).giveBack());
		}
		if (!paused.isEmpty()) {
			notes.remove();
		}
		return new Changes(changes);
	}

}
