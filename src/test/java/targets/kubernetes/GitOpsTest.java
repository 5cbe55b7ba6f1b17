package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GitOpsTest {

	private static final String ARGO = "argocd.argoproj.io/tracking-id";

	@Test
	void anObjectThatArgoKeepsIsRefusedWithTheWayOut() {
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> GitOps.refuseOwned(annotated(ARGO, "shop:apps/Deployment:shop/agente-api")))
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT))
			.withMessageContaining("Argo CD")
			.withMessageContaining("holdfast.dev/gitops=ignored");
	}

	@Test
	void anObjectThatFluxKeepsIsRefused() {
		Deployment kept = new DeploymentBuilder().withNewMetadata()
			.withName("agente-api")
			.addToLabels("kustomize.toolkit.fluxcd.io/name", "apps")
			.endMetadata()
			.build();
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> GitOps.refuseOwned(kept))
			.withMessageContaining("Flux");
	}

	@Test
	void aToolThatWasToldToLookAwayIsNoObstacle() {
		Deployment ignored = annotated(ARGO, "x");
		ignored.getMetadata().getAnnotations().put(GitOps.ANNOTATION, "ignored");
		assertThatCode(() -> GitOps.refuseOwned(ignored)).doesNotThrowAnyException();
		assertThatCode(() -> GitOps.refuseOwned(annotated("team", "shop"))).doesNotThrowAnyException();
	}

	private static Deployment annotated(String name, String value) {
		return new DeploymentBuilder().withNewMetadata()
			.withName("agente-api")
			.addToAnnotations(name, value)
			.endMetadata()
			.build();
	}

}
