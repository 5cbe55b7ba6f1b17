package targets.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A route as JSON, with what Holdfast remembers on it. */
final class RouteObject {

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private final GenericKubernetesResource object;

	RouteObject(GenericKubernetesResource object) {
		this.object = object;
	}

	JsonNode specification() {
		return MAPPER.valueToTree(this.object.getAdditionalProperties().get("spec"));
	}

	/**
	 * Whole numbers come back as the server's, so that equal specifications are equal.
	 */
	void specification(JsonNode specification) {
		this.object.setAdditionalProperty("spec", MAPPER.convertValue(parse(specification.toString()), Object.class));
	}

	/** The specification before the first change; null when nothing was changed. */
	JsonNode before() {
		String text = Marks.annotation(this.object, Marks.ROUTE_BEFORE);
		return (text == null) ? null : parse(text);
	}

	/** The label of the run that divides the route's traffic, or null. */
	String run() {
		return Marks.annotation(this.object, Marks.ROUTE_RUN);
	}

	void remember(String run) {
		Map<String, String> annotations = annotations();
		annotations.putIfAbsent(Marks.ROUTE_BEFORE, specification().toString());
		annotations.put(Marks.ROUTE_RUN, run);
		this.object.getMetadata().setAnnotations(annotations);
	}

	void forget() {
		Map<String, String> annotations = annotations();
		annotations.remove(Marks.ROUTE_BEFORE);
		annotations.remove(Marks.ROUTE_RUN);
		this.object.getMetadata().setAnnotations(annotations);
	}

	private Map<String, String> annotations() {
		return new HashMap<>(Objects.requireNonNullElse(this.object.getMetadata().getAnnotations(), Map.of()));
	}

	private JsonNode parse(String text) {
		try {
			return MAPPER.readTree(text);
		}
		catch (JsonProcessingException ex) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					"%s/%s: annotation %s is not the JSON that Holdfast wrote. Remove it and check the route's weights by hand."
						.formatted(this.object.getKind(), this.object.getMetadata().getName(), Marks.ROUTE_BEFORE),
					ex);
		}
	}

}
