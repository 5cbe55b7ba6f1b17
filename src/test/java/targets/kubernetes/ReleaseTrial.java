package targets.kubernetes;

import domain.profile.TargetProfile;
import domain.profile.TrafficProfile.Router;
import domain.profile.TrafficProfile;
import domain.release.Rollout;
import domain.release.RolloutRequest;
import domain.release.RolloutState;
import domain.release.Stable;
import domain.release.WeightRequest;
import domain.release.Weights;
import domain.run.Mode;
import domain.run.Run;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.UUID;
import local.AgenteIa;
import local.KubernetesCluster;
import local.LocalStack;

/** A release of agente-api in a namespace of its own on the real API server. */
final class ReleaseTrial {

	static final int REPLICAS = 6;

	private static final Runnable ALIVE = () -> {
	};

	private final KubernetesCluster cluster = LocalStack.shared().kubernetes();

	private final KubernetesClients clients = new KubernetesClients();

	private final KubernetesRollouts rollouts = new KubernetesRollouts(this.clients);

	private final String namespace = "trial-" + UUID.randomUUID().toString().substring(0, 8);

	private final Router router;

	private final Run run;

	private final Rollout rollout;

	private Stable stable;

	ReleaseTrial(Router router, String version) {
		this.router = router;
		this.run = run("run-" + UUID.randomUUID(), Mode.EXECUTE);
		this.rollout = rollout(version);
		AgenteIa.deploy(this.cluster, this.namespace, REPLICAS);
		switch (router) {
			case ISTIO -> AgenteIa.routeByIstio(this.cluster, this.namespace);
			case REPLICAS -> AgenteIa.routeByService(this.cluster, this.namespace);
			case GATEWAY_API -> {
				// As it is deployed.
			}
		}
	}

	private static Run run(String id, Mode mode) {
		return new Run("CanaryDeploy/agente-ia/agente-api", id, "CanaryDeploy", "agente-ia", "agente-api", mode, "en");
	}

	Rollout rollout(String version) {
		TargetProfile target = TargetProfile.kubernetes("production", this.cluster.kubeconfig().toString(), null,
				this.namespace);
		return Rollout.of(target, "agente-api", "agente-api", "registry.example.com/agente-api", version,
				new TrafficProfile(this.router, "agente-api", "agente-api", null), Duration.ofMinutes(3), 0.7, null);
	}

	KubernetesRollouts rollouts() {
		return this.rollouts;
	}

	Run run() {
		return this.run;
	}

	Rollout rollout() {
		return this.rollout;
	}

	Stable stable() {
		return this.stable;
	}

	String namespace() {
		return this.namespace;
	}

	KubernetesCluster cluster() {
		return this.cluster;
	}

	KubernetesClient client() {
		return this.cluster.client();
	}

	RolloutRequest request() {
		return new RolloutRequest(this.run, this.rollout, this.stable);
	}

	RolloutRequest planned() {
		return new RolloutRequest(run("planned", Mode.PLAN), this.rollout, this.stable);
	}

	RolloutRequest ofAnotherRun() {
		return new RolloutRequest(run("another-run", Mode.EXECUTE), this.rollout, this.stable);
	}

	ReleaseTrial inspected() {
		this.stable = this.rollouts.inspectRollout(request());
		return this;
	}

	ReleaseTrial created() {
		inspected();
		this.rollouts.createCanary(request(), ALIVE);
		return this;
	}

	Weights shiftTo(int weight) {
		WeightRequest request = new WeightRequest(this.run, this.rollout, this.stable, weight);
		this.rollouts.provideCapacity(request, ALIVE);
		return this.rollouts.shiftTraffic(request, ALIVE);
	}

	RolloutState read(int weight) {
		return new KubernetesRolloutReader(this.clients)
			.readState(new WeightRequest(this.run, this.rollout, this.stable, weight));
	}

	Deployment deployment(String name) {
		return client().apps().deployments().inNamespace(this.namespace).withName(name).get();
	}

	String image(String name) {
		return deployment(name).getSpec().getTemplate().getSpec().getContainers().getFirst().getImage();
	}

	static Runnable alive() {
		return ALIVE;
	}

	void end() {
		this.clients.close();
		client().namespaces().withName(this.namespace).delete();
	}

}
