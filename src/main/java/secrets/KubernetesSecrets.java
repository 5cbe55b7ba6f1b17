package secrets;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Reads keys of Kubernetes Secrets. */
@Component
class KubernetesSecrets {

	private final Supplier<KubernetesClient> clients;

	@Autowired
	KubernetesSecrets() {
		// Built only when a reference asks for it: Holdfast also runs without a cluster
		// of its own.
		this(() -> new KubernetesClientBuilder().build());
	}

	KubernetesSecrets(Supplier<KubernetesClient> clients) {
		this.clients = clients;
	}

	/** The text under a key, or null when there is no such Secret or key. */
	String read(String reference, String place) {
		String[] parts = place.split("/");
		if (parts.length != 3) {
			throw new PermanentFailure(FailureKind.PROFILE, "secret reference '" + reference
					+ "' does not name a key: write kubernetes-secret:namespace/name/key");
		}
		try (KubernetesClient client = clients.get()) {
			return text(client.secrets().inNamespace(parts[0]).withName(parts[1]).get(), parts[2]);
		}
		catch (KubernetesClientException refused) {
			throw failure(reference, refused);
		}
	}

	private static String text(Secret secret, String key) {
		if (secret == null || secret.getData() == null || secret.getData().get(key) == null) {
			return null;
		}
		return new String(Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.UTF_8);
	}

	private static RuntimeException failure(String reference, KubernetesClientException refused) {
		if (refused.getCode() == 401 || refused.getCode() == 403) {
			return new PermanentFailure(FailureKind.FORBIDDEN, "secret reference '" + reference
					+ "' may not be read: allow our identity the verb get on that Secret", refused);
		}
		return new TransientFailure("secret reference '" + reference + "' cannot be read: the Kubernetes API answered "
				+ refused.getMessage(), refused);
	}

}
