package targets.kubernetes;

import domain.release.RolloutState;
import domain.release.WeightRequest;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import targets.RolloutReader;

/** Three small reads: the route, the stable Deployment, the canary. */
@Component
class KubernetesRolloutReader implements RolloutReader {

	private final KubernetesClients clients;

	KubernetesRolloutReader(KubernetesClients clients) {
		this.clients = clients;
	}

	@Override
	public RolloutState readState(WeightRequest request) {
		Scene scene = new Scene(this.clients.cluster(request.rollout().target()), request.run(), request.rollout(),
				request.stable());
		Deployment stable = scene.stableWorkload();
		String changed = Writers.later(Writers.lastOther(stable), null);
		if (scene.traffic() == null) {
			return new RolloutState(0, true, 0, 0, null, Workloads.fingerprint(stable), Workloads.ready(stable),
					changed);
		}
		Deployment canary = scene.canaryWorkload().orElse(null);
		Traffic.Reading reading = scene.division().read(request.weight(), stable, canary);
		return new RolloutState(reading.weight(), reading.intact(), (canary == null) ? 0 : Workloads.ready(canary),
				(canary == null) ? 0 : Workloads.wanted(canary), trouble(scene, canary), Workloads.fingerprint(stable),
				Workloads.ready(stable), Writers.later(Writers.lastOther(stable), reading.changedBy()));
	}

	private static String trouble(Scene scene, Deployment canary) {
		if (canary == null || Workloads.settled(canary)) {
			return null;
		}
		String words = PodTrouble.of(PodsOf.workload(scene.cluster(), canary))
			.stream()
			.map(PodTrouble::inWords)
			.collect(Collectors.joining("; "));
		return words.isEmpty() ? null : words;
	}

}
