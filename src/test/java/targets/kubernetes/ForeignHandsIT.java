package targets.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.TrafficProfile.Router;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import java.util.function.UnaryOperator;
import local.Patience;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A release of a workload that others write too, on the real API server. */
class ForeignHandsIT {

	private ReleaseTrial trial;

	@BeforeEach
	void start() {
		this.trial = new ReleaseTrial(Router.GATEWAY_API, "v1.3.0");
	}

	@AfterEach
	void end() {
		this.trial.end();
	}

	@Test
	void aWorkloadThatGitOpsKeepsIsRefusedBeforeAnythingIsChanged() {
		edit((found) -> new DeploymentBuilder(found).editMetadata()
			.addToAnnotations("argocd.argoproj.io/tracking-id", "shop:apps/Deployment:shop/agente-api")
			.endMetadata()
			.build());
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(this.trial::inspected)
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT))
			.withMessageContaining("Argo CD");
	}

	@Test
	void aChangeOfSomebodyElseIsNotOverwritten() {
		this.trial.created();
		edit((found) -> {
			found.getSpec().getTemplate().getSpec().setTerminationGracePeriodSeconds(77L);
			return found;
		});
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> this.trial.rollouts().promoteStable(this.trial.request(), ReleaseTrial.alive()))
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT))
			.withMessageContaining("changed by somebody else");
		assertThat(this.trial.image("agente-api")).endsWith(":v1.2.0");
		assertThat(this.trial.read(0).stableFingerprint()).isNotEqualTo(this.trial.stable().fingerprint());
	}

	@Test
	void aStableSideThatCouldNotTakeTheTrafficBackIsNotReleasedBeside() {
		List<Pod> pods = pods();
		pods.stream().limit(4).forEach(this::breakDown);
		Awaitility.await()
			.atMost(Patience.LIMIT)
			.until(() -> Workloads.ready(this.trial.deployment("agente-api")) == ReleaseTrial.REPLICAS - 4);
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(this.trial::inspected)
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.NOT_READY))
			.withMessageContaining("2 of 6 pods ready");
	}

	private void edit(UnaryOperator<Deployment> change) {
		this.trial.client()
			.apps()
			.deployments()
			.inNamespace(this.trial.namespace())
			.withName("agente-api")
			.edit(change);
		Awaitility.await().atMost(Patience.LIMIT).until(() -> Workloads.settled(this.trial.deployment("agente-api")));
	}

	private List<Pod> pods() {
		return this.trial.client().pods().inNamespace(this.trial.namespace()).list().getItems();
	}

	private void breakDown(Pod pod) {
		this.trial.client()
			.pods()
			.inNamespace(this.trial.namespace())
			.withName(pod.getMetadata().getName())
			.editStatus((found) -> new PodBuilder(found).editStatus()
				.editMatchingCondition((condition) -> condition.getType().equals("Ready"))
				.withStatus("False")
				.endCondition()
				.endStatus()
				.build());
	}

}
