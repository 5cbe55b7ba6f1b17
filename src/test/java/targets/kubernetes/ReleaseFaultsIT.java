package targets.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.TargetProfile;
import domain.profile.TrafficProfile.Router;
import domain.release.Revision;
import domain.release.RollbackRequest;
import domain.release.Rollout;
import domain.release.RolloutRequest;
import domain.release.RolloutState;
import domain.release.Weights;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpec;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import local.Patience;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What other people and broken pods do to a release. */
class ReleaseFaultsIT {

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
	void withStablePodsLostAnUndoMovesWhatTheOthersCarry() {
		this.trial.created().shiftTo(100);
		scaleStable(2);
		Weights partly = this.trial.rollouts().withdrawTraffic(this.trial.request(), ReleaseTrial.alive());
		assertThat(partly.complete()).isFalse();
		assertThat(partly.canary()).isEqualTo(67);
		assertThat(partly.note()).contains("2 of 6 stable pods");
		scaleStable(ReleaseTrial.REPLICAS);
		assertThat(this.trial.rollouts().withdrawTraffic(this.trial.request(), ReleaseTrial.alive()).complete())
			.isTrue();
		assertThat(this.trial.read(0).weight()).isZero();
	}

	@Test
	void withoutAnyCanaryPodEverythingGoesToWhatIsLeftAndPeopleAreTold() {
		this.trial.created().shiftTo(100);
		scaleStable(2);
		scale("agente-api-canary", 0);
		Weights all = this.trial.rollouts().withdrawTraffic(this.trial.request(), ReleaseTrial.alive());
		assertThat(all.complete()).isTrue();
		assertThat(all.canary()).isZero();
		assertThat(all.note()).contains("only 2 of 6 stable pods");
	}

	@Test
	void rulesOfOthersStayAsTheyAre() {
		this.trial.cluster().apply("""
				apiVersion: gateway.networking.k8s.io/v1
				kind: HTTPRoute
				metadata: {name: agente-api, namespace: %s}
				spec:
				  parentRefs: [{name: public}]
				  hostnames: [api.example.com]
				  rules:
				    - matches: [{headers: [{name: x-lab, value: "1"}]}]
				      backendRefs: [{name: lab, port: 80}]
				    - backendRefs: [{name: agente-api, port: 80, weight: 100}]
				""".formatted(this.trial.namespace()));
		HTTPRoute before = route();
		this.trial.created().shiftTo(25);
		assertThat(route().getSpec().getRules().getFirst()).isEqualTo(before.getSpec().getRules().getFirst());
		assertThat(route().getSpec().getRules().get(1).getBackendRefs()).hasSize(2);
		this.trial.rollouts().withdrawTraffic(this.trial.request(), ReleaseTrial.alive());
		this.trial.rollouts().removeCanary(this.trial.request(), ReleaseTrial.alive());
		assertThat(route().getSpec()).isEqualTo(before.getSpec());
	}

	@Test
	void whatSomebodyElseChangesIsSeenWithItsAuthor() {
		this.trial.created().shiftTo(25);
		assertThat(this.trial.read(25).weight()).isEqualTo(25);
		assertThat(this.trial.read(25).stableFingerprint()).isEqualTo(this.trial.stable().fingerprint());
		assertThat(this.trial.deployment("agente-api-canary").getMetadata().getManagedFields())
			.anySatisfy((entry) -> assertThat(entry.getManager()).isEqualTo(Marks.FIELD_MANAGER));
		this.trial.client()
			.resources(HTTPRoute.class)
			.inNamespace(this.trial.namespace())
			.withName("agente-api")
			.edit((route) -> {
				route.getSpec().getRules().getFirst().getBackendRefs().removeLast();
				return route;
			});
		RolloutState drifted = this.trial.read(25);
		assertThat(drifted.weight()).isZero();
		assertThat(drifted.changedBy()).contains("HTTPRoute agente-api");
		assertThat(this.trial.shiftTo(25).canary()).isEqualTo(25);
		this.trial.client()
			.apps()
			.deployments()
			.inNamespace(this.trial.namespace())
			.withName("agente-api")
			.edit((deployment) -> {
				deployment.getSpec().getTemplate().getSpec().getContainers().getFirst().setImage("other:v2");
				return deployment;
			});
		assertThat(this.trial.read(25).stableFingerprint()).isNotEqualTo(this.trial.stable().fingerprint());
	}

	@Test
	void aWorkloadInTheMiddleOfARolloutIsNotReleased() {
		this.trial.client()
			.apps()
			.deployments()
			.inNamespace(this.trial.namespace())
			.withName("agente-api")
			.edit((deployment) -> {
				deployment.getSpec().getTemplate().getSpec().getContainers().getFirst().setImage("other:missing");
				return deployment;
			});
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(this.trial::inspected)
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT))
			.withMessageContaining("in the middle of a rollout");
	}

	@Test
	void anAutoscalerIsPinnedAndGetsItsBoundsBack() {
		applyAutoscaler();
		this.trial.created();
		assertThat(this.trial.stable().autoscaler().maximum()).isEqualTo(50);
		assertThat(autoscalerNote()).isEqualTo("5,50," + this.trial.run().runId());
		assertThat(autoscaler().getMinReplicas()).isEqualTo(ReleaseTrial.REPLICAS);
		assertThat(autoscaler().getMaxReplicas()).isEqualTo(ReleaseTrial.REPLICAS);
		this.trial.rollouts().removeCanary(this.trial.request(), ReleaseTrial.alive());
		assertThat(autoscaler().getMinReplicas()).isEqualTo(5);
		assertThat(autoscaler().getMaxReplicas()).isEqualTo(50);
		assertThat(autoscalerNote()).isNull();
	}

	@Test
	void anAutoscalerThatAnotherRunPinnedIsLeftToItAndADamagedNoteIsNamed() {
		applyAutoscaler();
		this.trial.created();
		noteInAutoscaler("5,50,another-run");
		this.trial.rollouts().removeCanary(this.trial.request(), ReleaseTrial.alive());
		assertThat(autoscaler().getMaxReplicas()).isEqualTo(ReleaseTrial.REPLICAS);
		assertThat(autoscalerNote()).isEqualTo("5,50,another-run");
		noteInAutoscaler("five to fifty");
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> this.trial.rollouts().removeCanary(this.trial.request(), ReleaseTrial.alive()))
			.withMessageContaining("horizontalpodautoscalers/agente-api")
			.withMessageContaining("holdfast.dev/autoscaler-before")
			.withMessageContaining("five to fifty");
	}

	@Test
	void aPromotionWaitsAsLongAsThePromotionMayTakeNotAsLongAsACanary() {
		this.trial.inspected();
		Rollout usual = this.trial.rollout();
		Rollout impatient = Rollout.of(usual.target(), usual.workload(), usual.container(), usual.image(),
				usual.version(), usual.traffic(), usual.readyWithin(), usual.carriesFrom(), Duration.ofMillis(1));
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> this.trial.rollouts()
			.promoteStable(new RolloutRequest(this.trial.run(), impatient, this.trial.stable()), ReleaseTrial.alive()))
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.NOT_READY))
			.withMessageContaining("PT0.001S");
	}

	@Test
	void aMissingPermissionIsNamedWithItsVerbAndResource() {
		var reader = new PolicyRuleBuilder().withApiGroups("apps")
			.withResources("deployments")
			.withVerbs("get")
			.build();
		String kubeconfig = this.trial.cluster().kubeconfigOf("reader", this.trial.namespace(), reader).toString();
		Rollout original = this.trial.rollout();
		Rollout restricted = Rollout.of(
				TargetProfile.kubernetes("production", kubeconfig, null, this.trial.namespace()), original.workload(),
				original.container(), original.image(), original.version(), original.traffic(), original.readyWithin(),
				original.carriesFrom(), original.promoteWithin());
		Awaitility.await()
			.untilAsserted(() -> assertThatExceptionOfType(PermanentFailure.class)
				.isThrownBy(() -> this.trial.rollouts()
					.inspectRollout(new RolloutRequest(this.trial.run(), restricted, null)))
				.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.FORBIDDEN))
				.withMessageContaining("update httproutes")
				.withMessageContaining("create services")
				.withMessageNotContaining("get deployments"));
	}

	@Test
	void aRollbackGoesToTheRevisionBeforeAndOnceOnly() {
		this.trial.inspected();
		this.trial.rollouts().promoteStable(this.trial.request(), ReleaseTrial.alive());
		List<Revision> history = this.trial.rollouts().rolloutHistory(this.trial.request());
		assertThat(history).extracting(Revision::version).containsExactly("v1.2.0", "v1.3.0");
		assertThat(history.getLast().current()).isTrue();
		RollbackRequest request = new RollbackRequest(this.trial.run(), this.trial.rollout(), null,
				history.getLast().number());
		assertThat(this.trial.rollouts().rollBack(request, ReleaseTrial.alive()).changes()).hasSize(1);
		assertThat(this.trial.rollouts().rollBack(request, ReleaseTrial.alive()).changes()).isEmpty();
		assertThat(this.trial.image("agente-api")).endsWith(":v1.2.0");
	}

	private void scaleStable(int replicas) {
		scale("agente-api", replicas);
	}

	private void scale(String deployment, int replicas) {
		this.trial.client()
			.apps()
			.deployments()
			.inNamespace(this.trial.namespace())
			.withName(deployment)
			.scale(replicas);
		Awaitility.await()
			.atMost(Patience.LIMIT)
			.until(() -> Objects.requireNonNullElse(this.trial.deployment(deployment).getStatus().getReadyReplicas(),
					0) == replicas);
	}

	private void applyAutoscaler() {
		this.trial.cluster().apply("""
				apiVersion: autoscaling/v2
				kind: HorizontalPodAutoscaler
				metadata: {name: agente-api, namespace: %s}
				spec:
				  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: agente-api}
				  minReplicas: 5
				  maxReplicas: 50
				""".formatted(this.trial.namespace()));
	}

	private HorizontalPodAutoscalerSpec autoscaler() {
		return autoscalers().get().getSpec();
	}

	private String autoscalerNote() {
		return Marks.annotation(autoscalers().get(), Marks.AUTOSCALER_BEFORE);
	}

	private void noteInAutoscaler(String note) {
		autoscalers().edit((found) -> {
			found.getMetadata().getAnnotations().put(Marks.AUTOSCALER_BEFORE, note);
			return found;
		});
	}

	private Resource<HorizontalPodAutoscaler> autoscalers() {
		return this.trial.client()
			.autoscaling()
			.v2()
			.horizontalPodAutoscalers()
			.inNamespace(this.trial.namespace())
			.withName("agente-api");
	}

	private HTTPRoute route() {
		return this.trial.client()
			.resources(HTTPRoute.class)
			.inNamespace(this.trial.namespace())
			.withName("agente-api")
			.get();
	}

}
