package targets.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.Workload;
import domain.profile.ComponentProfile.Kind;
import domain.profile.DeployProfile;
import domain.profile.TargetProfile;
import domain.release.DeployRequest;
import domain.release.Live;
import domain.run.Change;
import domain.run.Mode;
import domain.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import local.KubernetesCluster;
import local.LocalStack;
import local.Patience;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions of workloads on the real API server with its real controllers. */
class KubernetesDeploysIT {

	private static final Runnable ALIVE = () -> {
	};

	private static final String V1 = "registry.example.com/web:v1.0.0";

	private final KubernetesCluster cluster = LocalStack.shared().kubernetes();

	private final KubernetesClients clients = new KubernetesClients();

	private final KubernetesDeploys deploys = new KubernetesDeploys(this.clients);

	private final String namespace = "deploys-" + UUID.randomUUID().toString().substring(0, 8);

	@BeforeEach
	void isDeployed() {
		this.cluster.apply(Manifests.in(this.namespace, Manifests.deployment("web", 2, V1)));
		Awaitility.await().atMost(Patience.LIMIT).until(() -> ready() == 2);
	}

	@AfterEach
	void end() {
		this.clients.close();
		this.cluster.client().namespaces().withName(this.namespace).delete();
	}

	private int ready() {
		Integer ready = this.cluster.client()
			.apps()
			.deployments()
			.inNamespace(this.namespace)
			.withName("web")
			.get()
			.getStatus()
			.getReadyReplicas();
		return (ready == null) ? 0 : ready;
	}

	private DeployRequest request(Mode mode, String version, Live before) {
		TargetProfile target = TargetProfile.kubernetes("cluster", this.cluster.kubeconfig().toString(),
				KubernetesCluster.CONTEXT, this.namespace);
		Workload workload = new Workload(target, "web", Kind.DEPLOYMENT, "web", "web", null, Duration.ofSeconds(10));
		Run run = new Run("test/deploy", "run-" + this.namespace, "Deploy", "shop", "web", mode, "en");
		return new DeployRequest(run, workload,
				new DeployProfile(null, null, null, null, null, null, null, null, null, null, null, null, null), null,
				version, before);
	}

	@Test
	void aVersionTakesThePlaceOfAnotherAndBackAgain() {
		Live before = this.deploys.live(request(Mode.EXECUTE, "v1.1.0", null));
		assertThat(before).isEqualTo(new Live("v1.0.0", V1));

		List<Change> planned = this.deploys.bringUp(request(Mode.PLAN, "v1.1.0", before), ALIVE).changes();
		assertThat(this.deploys.live(request(Mode.EXECUTE, "v1.1.0", before))).isEqualTo(before);

		DeployRequest request = request(Mode.EXECUTE, "v1.1.0", before);
		assertThat(this.deploys.bringUp(request, ALIVE).changes()).isEqualTo(planned)
			.containsExactly(new Change("deployment/web image", V1, "registry.example.com/web:v1.1.0"));
		assertThat(this.deploys.bringUp(request, ALIVE).changes()).isEmpty();
		assertThat(this.deploys.live(request).version()).isEqualTo("v1.1.0");

		this.deploys.goBack(request, ALIVE);
		assertThat(this.deploys.live(request)).isEqualTo(before);
		assertThat(ready()).isEqualTo(2);
	}

	@Test
	void whatSomebodyElseDeployedMeanwhileIsLeftAlone() {
		Live before = this.deploys.live(request(Mode.EXECUTE, "v1.1.0", null));
		this.cluster.client().apps().deployments().inNamespace(this.namespace).withName("web").edit((web) -> {
			web.getSpec().getTemplate().getSpec().getContainers().get(0).setImage("registry.example.com/web:v7");
			return web;
		});
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> this.deploys.goBack(request(Mode.EXECUTE, "v1.1.0", before), ALIVE))
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT));
	}

}
