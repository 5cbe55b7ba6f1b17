package targets.kubernetes;

import domain.profile.TrafficProfile.Router;
import domain.release.WeightRequest;
import domain.release.Weights;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A release by the number of pods behind one Service on the real API server. */
class CountedReleaseIT {

	private ReleaseTrial trial;

	@BeforeEach
	void start() {
		this.trial = new ReleaseTrial(Router.REPLICAS, "v1.3.0").created();
	}

	@AfterEach
	void end() {
		this.trial.end();
	}

	@Test
	void theCanarysFirstPodIsBehindNoService() {
		assertThat(countedPods()).isEqualTo(ReleaseTrial.REPLICAS);
		assertThat(this.trial.read(0).weight()).isZero();
	}

	@Test
	void podsMoveOverAndTheStableSideEndsWithAllOfThemOnTheNewVersion() {
		assertThat(this.trial.shiftTo(5).canaryReady()).isEqualTo(1);
		Weights half = this.trial.shiftTo(50);
		assertThat(half.canaryReady()).isEqualTo(3);
		assertThat(half.stableReady()).isEqualTo(3);
		assertThat(this.trial.shiftTo(50).changes()).isEmpty();
		assertThat(this.trial.read(50).weight()).isEqualTo(50);
		assertThat(this.trial.shiftTo(100).stableReady()).isZero();
		this.trial.rollouts().promoteStable(this.trial.request(), ReleaseTrial.alive());
		assertThat(this.trial.rollouts().returnTraffic(this.trial.request(), ReleaseTrial.alive()).canary()).isZero();
		this.trial.rollouts().removeCanary(this.trial.request(), ReleaseTrial.alive());
		assertThat(this.trial.image("agente-api")).endsWith(":v1.3.0");
		assertThat(this.trial.deployment("agente-api").getStatus().getReadyReplicas()).isEqualTo(ReleaseTrial.REPLICAS);
		assertThat(this.trial.deployment("agente-api-canary")).isNull();
	}

	@Test
	void anUndoAtHalfBringsAllStablePodsBack() {
		this.trial.shiftTo(50);
		Weights weights = this.trial.rollouts().withdrawTraffic(this.trial.request(), ReleaseTrial.alive());
		assertThat(weights.complete()).isTrue();
		assertThat(weights.canary()).isZero();
		assertThat(weights.canaryReady()).isZero();
		this.trial.rollouts().removeCanary(this.trial.request(), ReleaseTrial.alive());
		assertThat(this.trial.deployment("agente-api").getSpec().getReplicas()).isEqualTo(ReleaseTrial.REPLICAS);
		assertThat(this.trial.image("agente-api")).endsWith(":v1.2.0");
	}

	@Test
	void aCanaryPodThatIsNotReadyForAMomentIsWaitedFor() {
		WeightRequest half = new WeightRequest(this.trial.run(), this.trial.rollout(), this.trial.stable(), 50);
		this.trial.rollouts().provideCapacity(half, ReleaseTrial.alive());
		this.trial.client()
			.pods()
			.inNamespace(this.trial.namespace())
			.withLabels(Marks.canarySelector("agente-api"))
			.delete();
		await().pollInterval(Duration.ofMillis(20))
			.until(() -> Workloads.ready(this.trial.deployment("agente-api-canary")) < 3);
		assertThat(this.trial.rollouts().shiftTraffic(half, ReleaseTrial.alive()).canaryReady()).isEqualTo(3);
	}

	private long countedPods() {
		return this.trial.client()
			.pods()
			.inNamespace(this.trial.namespace())
			.withLabel("app", "agente-api")
			.list()
			.getItems()
			.size();
	}

}
