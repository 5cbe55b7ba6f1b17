package local;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import org.awaitility.Awaitility;

/** The systems of the other runbooks that run on a cluster, on the local one. */
public final class OtherSystems {

	private OtherSystems() {
	}

	/** Flow C in its three namespaces, all pods ready. */
	public static void deployFlowC(KubernetesCluster cluster) {
		deploy(cluster, "/local/flow-c.yaml");
	}

	/** Neural Hive-Mind, all pods ready. */
	public static void deployNeuralHiveMind(KubernetesCluster cluster) {
		deploy(cluster, "/local/neural-hive-mind.yaml");
	}

	private static void deploy(KubernetesCluster cluster, String resource) {
		List<HasMetadata> applied = cluster.apply(Resources.text(resource));
		Awaitility.await(resource + " to be ready")
			.atMost(Patience.LIMIT)
			.until(() -> applied.stream()
				.filter((object) -> object.getApiVersion().equals("apps/v1"))
				.allMatch((object) -> cluster.client().resource(object).isReady()));
	}

}
