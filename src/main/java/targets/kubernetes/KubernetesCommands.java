package targets.kubernetes;

import domain.lifecycle.ScriptAnswer;
import domain.lifecycle.ScriptRequest;
import domain.lifecycle.Workload;
import domain.profile.ComponentProfile;
import domain.profile.TargetProfile;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import targets.ClusterCommands;
import targets.HostCommands.Said;

/** By exec in pods, and by Jobs. */
@Component
class KubernetesCommands implements ClusterCommands {

	private static final Runnable NOBODY_WAITS = () -> {
	};

	private final KubernetesClients clients;

	KubernetesCommands(KubernetesClients clients) {
		this.clients = clients;
	}

	@Override
	public Said inPod(TargetProfile place, String deployment, String container, List<String> arguments,
			Duration within) {
		Cluster cluster = this.clients.cluster(place);
		Workload workload = new Workload(place, deployment, ComponentProfile.Kind.DEPLOYMENT, deployment,
				(container == null) ? deployment : container, null, within);
		ScriptAnswer answer = new PodScript(cluster, Controller.Handle.of(cluster, workload),
				new ScriptRequest(null, workload, arguments, within), NOBODY_WAITS)
			.run();
		return new Said(answer.exitCode(), answer.output(), "");
	}

	@Override
	public Said inJob(TargetProfile place, String name, String image, List<String> arguments, Duration within)
			throws InterruptedException {
		return new JobScript(this.clients.cluster(place), name, image, arguments, within).run();
	}

}
