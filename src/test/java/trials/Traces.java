package trials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import local.LocalStack;

/**
 * What a run left behind, without what is different in every run (names of namespaces,
 * run ids, times): two runs that had the same effect have equal traces.
 *
 * @param objects the namespace's objects with their generation, which the server raises
 * with each change of what is wanted: a change made twice shows
 * @param backups rows of the catalogue
 * @param messages what people were told, by key and channel
 * @param told how many messages reached Slack
 * @param steps which steps ended well, and how often each
 */
record Traces(Map<String, String> objects, List<String> backups, List<String> messages, long told, List<String> steps) {

	private static final List<String> KINDS = List.of("apps/v1/namespaces/%s/deployments",
			"api/v1/namespaces/%s/services", "api/v1/namespaces/%s/configmaps",
			"autoscaling/v2/namespaces/%s/horizontalpodautoscalers",
			"gateway.networking.k8s.io/v1/namespaces/%s/httproutes");

	static Traces of(LocalStack stack, String namespace, String ledger, String runId, long told) {
		return new Traces(objects(stack.kubernetes().client(), namespace, runId),
				stack.ledger().rows(ledger, "SELECT store, kind, verified FROM backups WHERE run_id = '" + runId + "'"),
				stack.ledger()
					.rows(ledger,
							"SELECT message_key, channel, sent FROM messages WHERE run_id = '" + runId
									+ "' ORDER BY 1, 2"),
				told,
				stack.ledger()
					.rows(ledger, "SELECT name, count(*) FROM steps WHERE run_id = '" + runId
							+ "' AND status = 'COMPLETED' AND name <> 'WatchCanary' GROUP BY name ORDER BY name"));
	}

	private static Map<String, String> objects(KubernetesClient client, String namespace, String runId) {
		Map<String, String> objects = new TreeMap<>();
		for (String kind : KINDS) {
			String path = kind.formatted(namespace);
			JsonNode list = read(client.raw((path.startsWith("api/") ? "/" : "/apis/") + path));
			for (JsonNode item : list.path("items")) {
				objects.put(kind.replaceAll(".*/", "") + "/" + item.at("/metadata/name").asText(),
						bare(item).toString().replace(namespace, "NAMESPACE").replace(runId, "RUN"));
			}
		}
		return objects;
	}

	private static JsonNode bare(JsonNode item) {
		ObjectNode object = item.deepCopy();
		object.remove("status");
		ObjectNode metadata = (ObjectNode) object.path("metadata");
		metadata.remove(List.of("uid", "resourceVersion", "creationTimestamp", "managedFields"));
		if (object.path("spec") instanceof ObjectNode spec) {
			spec.remove(List.of("clusterIP", "clusterIPs"));
		}
		return object;
	}

	private static JsonNode read(String json) {
		try {
			return new ObjectMapper().readTree(json);
		}
		catch (com.fasterxml.jackson.core.JsonProcessingException noJson) {
			throw new IllegalStateException("The API server answered no JSON", noJson);
		}
	}

}
