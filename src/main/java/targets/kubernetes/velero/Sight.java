package targets.kubernetes.velero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.people.Said;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A Backup or Restore as it was read.
 *
 * @param name its name
 * @param specification what was asked for
 * @param status what Velero says about it
 */
record Sight(String name, JsonNode specification, JsonNode status) {

	private static final ObjectMapper MAPPER = new ObjectMapper();

	/** What a server writes about work that it found half done when it started. */
	private static final String RESTARTED = "during the server starting";

	static Sight of(GenericKubernetesResource object) {
		JsonNode whole = MAPPER.valueToTree(object.getAdditionalProperties());
		return new Sight(object.getMetadata().getName(), whole.path("spec"), whole.path("status"));
	}

	Phase phase() {
		return Phase.of(phaseInWords());
	}

	/** The phase in Velero's own word, known here or not. */
	String phaseInWords() {
		return this.status.path("phase").asText();
	}

	int total() {
		return this.status.path("progress").path("totalItems").asInt();
	}

	/** Items backed up or restored. */
	int done() {
		JsonNode progress = this.status.path("progress");
		return Math.max(progress.path("itemsBackedUp").asInt(), progress.path("itemsRestored").asInt());
	}

	int number(String field) {
		return this.status.path(field).asInt();
	}

	int hooksFailed() {
		return this.status.path("hookStatus").path("hooksFailed").asInt();
	}

	/** When it was started, or null. */
	Instant started() {
		return moment("startTimestamp");
	}

	/** When it was done, or null. */
	Instant completed() {
		return moment("completionTimestamp");
	}

	private Instant moment(String field) {
		String text = this.status.path(field).asText();
		return text.isEmpty() ? null : Instant.parse(text);
	}

	/** Whether it was given up because Velero's server was started anew under it. */
	boolean lostByRestart() {
		return phase() == Phase.FAILED && reason().contains(RESTARTED);
	}

	/** Why it failed, in Velero's words; empty when it says nothing. */
	String reason() {
		List<String> reasons = new ArrayList<>();
		this.status.path("validationErrors").forEach((each) -> reasons.add(each.asText()));
		if (!this.status.path("failureReason").asText().isEmpty()) {
			reasons.add(this.status.path("failureReason").asText());
		}
		return String.join("; ", reasons);
	}

	/** The namespaces asked for; none or a star: all. */
	List<String> namespaces() {
		List<String> namespaces = new ArrayList<>();
		this.specification.path("includedNamespaces").forEach((each) -> namespaces.add(each.asText()));
		return namespaces.contains("*") ? List.of() : namespaces;
	}

	/** Whether it was asked to hold a namespace. */
	boolean covers(String namespace) {
		List<String> excluded = new ArrayList<>();
		this.specification.path("excludedNamespaces").forEach((each) -> excluded.add(each.asText()));
		return (namespaces().isEmpty() || namespaces().contains(namespace)) && !excluded.contains(namespace);
	}

	/** How far it is, for people. */
	Said said() {
		Said items = (total() == 0) ? Said.quoted("")
				: Said.of(", %d of %d items", ", %d de %d itens", done(), total());
		return Said.of("%s%s%s", "%s%s%s", phaseInWords().isEmpty() ? "New" : phaseInWords(), items,
				reason().isEmpty() ? "" : ": " + reason());
	}

}
