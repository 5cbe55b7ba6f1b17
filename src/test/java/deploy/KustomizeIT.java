package deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import local.LocalStack;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

	@ParameterizedTest
	@MethodSource("files")
	void theApiServerTakesTheObject(Path file) throws IOException {
		try (InputStream text = Files.newInputStream(file)) {
			List<HasMetadata> objects = client.load(text).items();
			for (HasMetadata object : objects) {
				HasMetadata taken = client.resource(object)
					.inNamespace("holdfast")
					.dryRun()
					.fieldManager("holdfast-test")
					.serverSideApply();
				assertThat(taken.getMetadata().getUid()).isNotBlank();
			}
		}
	}

	static Stream<Path> files() throws IOException {
		try (Stream<Path> base = Files.list(Path.of("deploy", "base"));
				Stream<Path> operated = Files.list(Path.of("deploy", "operated-namespace"))) {
			return Stream.concat(base, operated)
				.filter(file -> !file.endsWith("kustomization.yaml"))
				.sorted()
				.toList()
				.stream();
		}
	}

}
