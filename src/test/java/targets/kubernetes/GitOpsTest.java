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

	@Test
	void theOwnersNameAndNamespaceAreReadFromItsMarks() {
		assertThat(keeper(annotated(ARGO, "shop:apps/Deployment:shop/agente-api")))
			.isEqualTo("APPLICATION argocd/shop");
		assertThat(keeper(annotated(ARGO, "teams_shop:apps/Deployment:shop/agente-api")))
			.isEqualTo("APPLICATION teams/shop");
		assertThat(keeper(annotated("argocd.argoproj.io/instance", "shop"))).isEqualTo("APPLICATION argocd/shop");
		assertThat(keeper(labelled("helm.toolkit.fluxcd.io/", "shop", "flux-system")))
			.isEqualTo("HELM_RELEASE flux-system/shop");
		assertThat(keeper(labelled("kustomize.toolkit.fluxcd.io/", "apps", "flux-system")))
			.isEqualTo("KUSTOMIZATION flux-system/apps");
	}

	@Test
	void theLabelThatHelmUsesTooCountsOnlyWhereArgoHasWritten() {
		Deployment object = annotated("team", "shop");
		object.getMetadata().setLabels(java.util.Map.of("app.kubernetes.io/instance", "shop"));
		assertThat(GitOps.keepers(object, "argocd")).isEmpty();
		object.getMetadata()
			.setManagedFields(java.util.List
				.of(new io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder().withManager("argocd-controller")
					.withOperation("Update")
					.build()));
		assertThat(keeper(object)).isEqualTo("APPLICATION argocd/shop");
	}

	private static String keeper(Deployment object) {
		Keeper keeper = GitOps.keepers(object, "argocd").getFirst();
		return keeper.tool() + " " + keeper.namespace() + "/" + keeper.name();
	}

	private static Deployment labelled(String prefix, String name, String namespace) {
		Deployment object = annotated("team", "shop");
		object.getMetadata().setLabels(java.util.Map.of(prefix + "name", name, prefix + "namespace", namespace));
		return object;
	}

	private static Deployment annotated(String name, String value) {
		return new DeploymentBuilder().withNewMetadata()
			.withName("agente-api")
			.addToAnnotations(name, value)
			.endMetadata()
			.build();
	}

}
