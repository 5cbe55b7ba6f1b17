package targets.kubernetes;

import domain.profile.TargetProfile;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import targets.ClusterObjects;

/** By listing. */
@Component
class KubernetesObjects implements ClusterObjects {

	private final KubernetesClients clients;

	KubernetesObjects(KubernetesClients clients) {
		this.clients = clients;
	}

	@Override
	public Map<String, String> workloads(TargetProfile place) {
		Cluster cluster = this.clients.cluster(place);
		Map<String, String> found = new TreeMap<>();
		cluster.deployments()
			.list()
			.forEach((each) -> found.put("deployment/" + each.getMetadata().getName(), Serialization.asJson(each)));
		cluster.statefulSets()
			.list()
			.forEach((each) -> found.put("statefulset/" + each.getMetadata().getName(), Serialization.asJson(each)));
		return found;
	}

}
