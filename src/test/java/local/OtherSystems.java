package local;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import targets.kubernetes.ProcessSignals;

/** The systems of the other runbooks that run on a cluster, on the local one. */
public final class OtherSystems {

	private static final List<String> CHART = List.of("Chart.yaml", "values.yaml", "templates/components.yaml");

	private OtherSystems() {
	}

	/** Flow C in its three namespaces, all pods ready. */
	public static void deployFlowC(KubernetesCluster cluster) {
		deploy(cluster, "/local/flow-c.yaml");
	}

	/**
	 * Neural Hive-Mind as a Helm release, all pods ready. The version is in its value
	 * {@code image.tag}: a chart in a folder has one version only.
	 * @return the folder of its chart
	 */
	public static Path deployNeuralHiveMind(KubernetesCluster cluster) {
		cluster.apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: neural-hive-mind}\n");
		Path chart = Directories.create(cluster.kubeconfig().resolveSibling("charts").resolve("neural-hive-mind"));
		Directories.create(chart.resolve("templates"));
		CHART.forEach((file) -> write(chart.resolve(file), Resources.text("/local/neural-hive-mind/" + file)));
		Helm.upgrade(chart.toString())
			.install()
			.withName("neural-hive-mind")
			.withNamespace("neural-hive-mind")
			.withKubeConfig(cluster.kubeconfig())
			.call();
		ProcessSignals.takeBack();
		var workloads = cluster.client().apps();
		await("neural-hive-mind", cluster, workloads.deployments().inNamespace("neural-hive-mind").list().getItems());
		await("its database", cluster, workloads.statefulSets().inNamespace("neural-hive-mind").list().getItems());
		return chart;
	}

	private static void write(Path file, String text) {
		try {
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(file + " cannot be written", ex);
		}
	}

	private static void deploy(KubernetesCluster cluster, String resource) {
		List<HasMetadata> applied = cluster.apply(Resources.text(resource));
		await(resource, cluster, applied);
	}

	private static void await(String what, KubernetesCluster cluster, List<? extends HasMetadata> objects) {
		Awaitility.await(what + " to be ready")
			.atMost(Patience.LIMIT)
			.until(() -> objects.stream()
				.filter((object) -> object.getApiVersion().equals("apps/v1"))
				.allMatch((object) -> cluster.client().resource(object).isReady()));
	}

}
