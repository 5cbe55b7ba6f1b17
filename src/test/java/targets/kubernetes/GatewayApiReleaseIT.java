package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.TrafficProfile.Router;
import domain.release.Stable;
import domain.release.Weights;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A release by an HTTPRoute on the real API server. */
class GatewayApiReleaseIT {

	private static final String STABLE = "registry.example.com/agente-api:v1.2.0";

	private static final String NEXT = "registry.example.com/agente-api:v1.3.0";

	private ReleaseTrial trial;

	@AfterEach
	void end() {
		this.trial.end();
	}

	@Test
	void aGoodVersionGoesToEveryPodAndTheRouteEndsAsItWas() {
		start("v1.3.0").inspected();
		HTTPRouteSpec before = route().getSpec();
		Stable stable = this.trial.stable();
		assertThat(stable.version()).isEqualTo("v1.2.0");
		assertThat(stable.replicas()).isEqualTo(ReleaseTrial.REPLICAS);
		this.trial.created();
		assertThat(this.trial.read(0).weight()).isZero();
		assertThat(this.trial.shiftTo(5).canaryReady()).isEqualTo(1);
		Weights half = this.trial.shiftTo(50);
		assertThat(half.canary()).isEqualTo(50);
		assertThat(half.canaryReady()).isEqualTo(3);
		assertThat(half.stableReady()).isEqualTo(ReleaseTrial.REPLICAS);
		assertThat(this.trial.read(50).routeIntact()).isTrue();
		this.trial.shiftTo(100);
		this.trial.rollouts().promoteStable(this.trial.request(), ReleaseTrial.alive());
		Weights returned = this.trial.rollouts().returnTraffic(this.trial.request(), ReleaseTrial.alive());
		assertThat(returned.canary()).isZero();
		this.trial.rollouts().removeCanary(this.trial.request(), ReleaseTrial.alive());
		assertThat(this.trial.image("agente-api")).isEqualTo(NEXT);
		assertThat(this.trial.deployment("agente-api-canary")).isNull();
		assertThat(route().getSpec()).isEqualTo(before);
		assertThat(route().getMetadata().getAnnotations()).isNullOrEmpty();
	}

	@Test
	void everyStepRunTwiceHasTheEffectOfOne() {
		start("v1.3.0").created();
		assertThat(this.trial.rollouts().createCanary(this.trial.request(), ReleaseTrial.alive()).changes()).isEmpty();
		this.trial.shiftTo(50);
		assertThat(this.trial.shiftTo(50).changes()).isEmpty();
		this.trial.rollouts().promoteStable(this.trial.request(), ReleaseTrial.alive());
		assertThat(this.trial.rollouts().promoteStable(this.trial.request(), ReleaseTrial.alive()).changes()).isEmpty();
		this.trial.rollouts().restoreStable(this.trial.request(), ReleaseTrial.alive());
		assertThat(this.trial.rollouts().restoreStable(this.trial.request(), ReleaseTrial.alive()).changes()).isEmpty();
		assertThat(this.trial.image("agente-api")).isEqualTo(STABLE);
		this.trial.rollouts().withdrawTraffic(this.trial.request(), ReleaseTrial.alive());
		assertThat(this.trial.rollouts().withdrawTraffic(this.trial.request(), ReleaseTrial.alive()).changes())
			.isEmpty();
		this.trial.rollouts().removeCanary(this.trial.request(), ReleaseTrial.alive());
		assertThat(this.trial.rollouts().removeCanary(this.trial.request(), ReleaseTrial.alive()).changes()).isEmpty();
		assertThat(this.trial.rollouts().withdrawTraffic(this.trial.request(), ReleaseTrial.alive()).complete())
			.isTrue();
		assertThat(this.trial.inspected().stable().version()).isEqualTo("v1.2.0");
	}

	@Test
	void aMissingImageIsNamedWithThePodsOwnWords() {
		start("v1.9.0-missing").inspected();
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> this.trial.rollouts().createCanary(this.trial.request(), ReleaseTrial.alive()))
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.IMAGE_NOT_PULLABLE))
			.withMessageContaining("v1.9.0-missing");
		assertThat(this.trial.rollouts().collectDiagnostics(this.trial.request(), ReleaseTrial.alive()))
			.contains("v1.9.0-missing");
		this.trial.rollouts().removeCanary(this.trial.request(), ReleaseTrial.alive());
		assertThat(this.trial.deployment("agente-api-canary")).isNull();
	}

	@Test
	void aPlanSaysWhatWouldChangeAndChangesNothing() {
		start("v1.3.0").inspected();
		assertThat(this.trial.rollouts().createCanary(this.trial.planned(), ReleaseTrial.alive()).changes())
			.isNotEmpty();
		assertThat(this.trial.deployment("agente-api-canary")).isNull();
		assertThat(this.trial.rollouts().promoteStable(this.trial.planned(), ReleaseTrial.alive()).changes())
			.isNotEmpty();
		assertThat(this.trial.image("agente-api")).isEqualTo(STABLE);
	}

	@Test
	void aCanaryOfAnotherRunIsRefusedAndLeftAlone() {
		start("v1.3.0").created();
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> this.trial.rollouts().createCanary(this.trial.ofAnotherRun(), ReleaseTrial.alive()))
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT))
			.withMessageContaining(this.trial.run().runId());
		this.trial.rollouts().removeCanary(this.trial.ofAnotherRun(), ReleaseTrial.alive());
		assertThat(this.trial.deployment("agente-api-canary")).isNotNull();
	}

	private ReleaseTrial start(String version) {
		this.trial = new ReleaseTrial(Router.GATEWAY_API, version);
		return this.trial;
	}

	private HTTPRoute route() {
		return this.trial.client()
			.resources(HTTPRoute.class)
			.inNamespace(this.trial.namespace())
			.withName("agente-api")
			.get();
	}

}
