package deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import local.LocalStack;
import local.Programs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real API server takes every object of the Kustomize base, without keeping it. */
class KustomizeIT {

	private static KubernetesClient client;

	@BeforeAll
	static void cluster() {
		LocalStack.shared().start(LocalStack.Part.KUBERNETES);
		client = LocalStack.shared().kubernetes().client();
		client.namespaces()
			.resource(new NamespaceBuilder().withNewMetadata().withName("holdfast").endMetadata().build())
			.serverSideApply();
	}

	@Test
	void theApiServerTakesTheBaseAsItIsRendered() {
		List<HasMetadata> taken = taken("deploy/base");
		assertThat(taken).extracting(HasMetadata::getKind)
			.contains("Namespace", "ServiceAccount", "ClusterRole", "Deployment", "PodDisruptionBudget",
					"NetworkPolicy", "Service");
		assertThat(taken).filteredOn(Deployment.class::isInstance)
			.map(Deployment.class::cast)
			.allSatisfy(deployment -> assertThat(
					deployment.getSpec().getTemplate().getSpec().getContainers().get(0).getImage())
				.startsWith("registry.example.com/holdfast:"));
	}

	@Test
	void theRoleThatAnOperatedNamespaceBindsIsTheBases() {
		List<HasMetadata> base = rendered("deploy/base");
		RoleBinding binding = (RoleBinding) taken("deploy/operated-namespace").get(0);
		assertThat(base).anyMatch(object -> object.getKind().equals(binding.getRoleRef().getKind())
				&& object.getMetadata().getName().equals(binding.getRoleRef().getName()));
		Subject account = binding.getSubjects().get(0);
		assertThat(base).anyMatch(object -> object.getKind().equals(account.getKind())
				&& object.getMetadata().getName().equals(account.getName())
				&& account.getNamespace().equals(object.getMetadata().getNamespace()));
	}

	private static List<HasMetadata> taken(String folder) {
		return rendered(folder).stream()
			.map(object -> client.resource(object)
				.inNamespace("holdfast")
				.dryRun()
				.fieldManager("holdfast-test")
				.serverSideApply())
			.toList();
	}

	private static List<HasMetadata> rendered(String folder) {
		String text = Programs.kubectl("kustomize", folder);
		return client.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).items();
	}

}
