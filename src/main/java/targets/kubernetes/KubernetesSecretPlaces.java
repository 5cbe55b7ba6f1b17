package targets.kubernetes;

import domain.profile.TargetProfile;
import domain.secret.SecretRequest;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import secrets.Seal;
import targets.SecretPlaces;

/** Logins in Secrets of a cluster. */
@Component
class KubernetesSecretPlaces implements SecretPlaces {

	private final KubernetesClients clients;

	private final Seal seal;

	KubernetesSecretPlaces(KubernetesClients clients, Seal seal) {
		this.clients = clients;
		this.seal = seal;
	}

	private Cluster cluster(SecretRequest request) {
		return this.clients.cluster(request.place());
	}

	private SealedCopy copy(SecretRequest request) {
		return new SealedCopy(cluster(request), this.seal, request.run().runId(), request.secret().copyKey(),
				request.secret().secret());
	}

	private static Map<String, String> data(Secret secret) {
		return secret.getData() == null ? Map.of() : secret.getData();
	}

	@Override
	public boolean takes(TargetProfile.Kind kind) {
		return kind == TargetProfile.Kind.KUBERNETES;
	}

	@Override
	public Map<String, String> read(SecretRequest request) {
		Map<String, String> values = new TreeMap<>();
		data(cluster(request).secrets().get(request.secret().secret())).forEach((key, encoded) -> values.put(key,
				new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8)));
		return values;
	}

	@Override
	public void keepCopy(SecretRequest request) {
		copy(request).keep(data(cluster(request).secrets().get(request.secret().secret())));
	}

	@Override
	public void write(SecretRequest request, String user, char[] value) {
		cluster(request).secrets().change(request.secret().secret(), false, secret -> {
			Map<String, String> data = new HashMap<>(data(secret));
			data.put(request.secret().userKey(), encoded(user));
			data.put(request.secret().passwordKey(), encoded(new String(value)));
			secret.setData(data);
			return secret;
		});
	}

	private static String encoded(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public boolean putBack(SecretRequest request) {
		Optional<Map<String, String>> kept = copy(request).read();
		kept.ifPresent(data -> cluster(request).secrets().change(request.secret().secret(), false, secret -> {
			secret.setData(data);
			return secret;
		}));
		return kept.isPresent();
	}

	@Override
	public boolean dropCopy(SecretRequest request) {
		return copy(request).drop();
	}

}
