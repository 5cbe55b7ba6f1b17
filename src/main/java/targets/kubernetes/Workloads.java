package targets.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a Deployment says about itself. */
final class Workloads {

	/** Annotation of Kubernetes: the number of a revision. */
	static final String REVISION = "deployment.kubernetes.io/revision";

	private static final ObjectMapper MAPPER = JsonMapper.builder()
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	private Workloads() {
	}

	/** Pods asked for. */
	static int wanted(Deployment deployment) {
		return (deployment.getSpec().getReplicas() == null) ? 1 : deployment.getSpec().getReplicas();
	}

	static int ready(Deployment deployment) {
		return number(deployment.getStatus() == null ? null : deployment.getStatus().getReadyReplicas());
	}

	/** Pods that run the newest template. */
	static int updated(Deployment deployment) {
		return number(deployment.getStatus() == null ? null : deployment.getStatus().getUpdatedReplicas());
	}

	/** Whether the controller has acted on everything that was asked for. */
	static boolean rolledOut(Deployment deployment) {
		return deployment.getStatus() != null && deployment.getStatus().getObservedGeneration() != null
				&& deployment.getStatus().getObservedGeneration() >= deployment.getMetadata().getGeneration()
				&& updated(deployment) == wanted(deployment)
				&& number(deployment.getStatus().getReplicas()) == wanted(deployment);
	}

	/** Whether all pods run the newest template and are ready, and none is left over. */
	static boolean settled(Deployment deployment) {
		return rolledOut(deployment) && ready(deployment) == wanted(deployment);
	}

	static long revision(Deployment deployment) {
		String number = Marks.annotation(deployment, REVISION);
		return (number == null) ? 0 : Long.parseLong(number);
	}

	static Container container(PodTemplateSpec template, String name, String workload) {
		return template.getSpec()
			.getContainers()
			.stream()
			.filter((container) -> container.getName().equals(name))
			.findFirst()
			.orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE,
					"deployments/%s has no container %s. It has %s: name one of them in the profile.".formatted(
							workload, name,
							template.getSpec().getContainers().stream().map(Container::getName).toList())));
	}

	/** Stands for the pod template, without what Holdfast writes there. */
	static String fingerprint(Deployment deployment) {
		PodTemplateSpec template = Serialization.clone(deployment.getSpec().getTemplate());
		if (template.getMetadata() != null && template.getMetadata().getAnnotations() != null) {
			template.getMetadata().getAnnotations().keySet().removeIf((name) -> name.startsWith(Marks.PREFIX));
		}
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256")
				.digest(MAPPER.writeValueAsString(template).getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest);
		}
		catch (JsonProcessingException | NoSuchAlgorithmException ex) {
			throw new IllegalStateException("The pod template of " + deployment.getMetadata().getName()
					+ " cannot be turned into a fingerprint", ex);
		}
	}

	private static int number(Integer value) {
		return (value == null) ? 0 : value;
	}

}
