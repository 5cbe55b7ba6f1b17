package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.KeyProfile;
import domain.profile.TargetProfile;
import domain.secret.SecretRequest;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import secrets.Seal;
import targets.IssuedKeys;

/**
 * Keys in Secrets of a cluster. A value is in the worker's memory for the time of one
 * step. What was issued is kept, encrypted, in a Secret of the run's own before anybody
 * gets it, and so is what was there before, until one of the two is ended.
 */
@Component
class KubernetesKeys implements IssuedKeys {

	private static final int RANDOM_BYTES = 30;

	private static final String ID = "id";

	private static final String VALUE = "value";

	private final KubernetesClients clients;

	private final Seal seal;

	private final SecureRandom random = new SecureRandom();

	KubernetesKeys(KubernetesClients clients, Seal seal) {
		this.clients = clients;
		this.seal = seal;
	}

	@Override
	public boolean takes(TargetProfile.Kind kind) {
		return kind == TargetProfile.Kind.KUBERNETES;
	}

	private Cluster cluster(SecretRequest request) {
		return this.clients.cluster(request.place());
	}

	private SealedCopy copy(SecretRequest request, String of) {
		return new SealedCopy(cluster(request), this.seal, request.run().runId(), request.secret().copyKey(),
				request.secret().secret() + of);
	}

	private SealedCopy before(SecretRequest request) {
		return copy(request, "");
	}

	private SealedCopy issued(SecretRequest request) {
		return copy(request, "-issued");
	}

	private Map<String, String> data(SecretRequest request) {
		return data(cluster(request).secrets().get(request.secret().secret()));
	}

	private static Map<String, String> data(Secret secret) {
		return Objects.requireNonNullElse(secret.getData(), Map.of());
	}

	private static String value(SecretRequest request, Map<String, String> data) {
		String encoded = data.get(request.secret().key().name());
		if (encoded == null) {
			throw new PermanentFailure(FailureKind.NOT_FOUND,
					"%s has no %s".formatted(request.secret().place(), request.secret().key().name()));
		}
		return decoded(encoded);
	}

	private static String decoded(String encoded) {
		return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).strip();
	}

	private static String encoded(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	private String id(SecretRequest request, Map<String, String> data) {
		KeyProfile key = request.secret().key();
		return Optional.ofNullable(key.idName())
			.map(data::get)
			.map(KubernetesKeys::decoded)
			.orElseGet(() -> fingerprint(request, value(request, data)));
	}

	private String fingerprint(SecretRequest request, String value) {
		return "fingerprint " + this.seal.fingerprint(value, request.secret().copyKey());
	}

	@Override
	public String current(SecretRequest request) {
		Map<String, String> data = data(request);
		value(request, data);
		return id(request, data);
	}

	@Override
	public String bringNextIntoUse(SecretRequest request, Runnable alive) {
		KeyPrograms programs = new KeyPrograms(cluster(request), request, alive);
		Map<String, String> data = data(request);
		value(request, data);
		Map<String, String> next = issued(request).read().orElseGet(() -> issue(request, programs));
		programs.prove(next.get(VALUE));
		if (!inUse(request, next)) {
			before(request).keep(data);
			change(request, encoded(next.get(VALUE)), encoded(next.get(ID)));
		}
		return (request.secret().key().idName() == null) ? fingerprint(request, next.get(VALUE)) : next.get(ID);
	}

	private Map<String, String> issue(SecretRequest request, KeyPrograms programs) {
		KeyPrograms.Issued issued = request.secret().key().issue().isEmpty() ? made() : programs.issue();
		Map<String, String> next = Map.of(ID, issued.id(), VALUE, issued.value());
		issued(request).keep(next);
		return next;
	}

	private KeyPrograms.Issued made() {
		byte[] bytes = new byte[RANDOM_BYTES];
		this.random.nextBytes(bytes);
		return new KeyPrograms.Issued("made", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
	}

	private boolean inUse(SecretRequest request, Map<String, String> next) {
		return value(request, data(request)).equals(next.get(VALUE));
	}

	private void change(SecretRequest request, String value, String id) {
		KeyProfile key = request.secret().key();
		cluster(request).secrets().change(request.secret().secret(), false, (secret) -> {
			Map<String, String> changed = new HashMap<>(data(secret));
			changed.put(key.name(), value);
			if (key.idName() != null && id != null) {
				changed.put(key.idName(), id);
			}
			else if (key.idName() != null) {
				changed.remove(key.idName());
			}
			secret.setData(changed);
			return secret;
		});
	}

	@Override
	public void prove(SecretRequest request, Runnable alive) {
		Map<String, String> next = issued(request).read().orElseThrow(() -> strange(request));
		if (!inUse(request, next)) {
			throw strange(request);
		}
		new KeyPrograms(cluster(request), request, alive).prove(next.get(VALUE));
	}

	private static PermanentFailure strange(SecretRequest request) {
		return new PermanentFailure(FailureKind.CONFLICT,
				"somebody else wrote %s: its %s is not the new one. Nothing was revoked."
					.formatted(request.secret().place(), request.secret().key().name()));
	}

	@Override
	public boolean putOldBack(SecretRequest request, Runnable alive) {
		Optional<Map<String, String>> before = before(request).read();
		Optional<Map<String, String>> next = issued(request).read();
		if (before.isEmpty() || next.isEmpty() || !inUse(request, next.get())) {
			return false;
		}
		KeyProfile key = request.secret().key();
		change(request, before.get().get(key.name()), (key.idName() == null) ? null : before.get().get(key.idName()));
		return true;
	}

	@Override
	public void discardNext(SecretRequest request, Runnable alive) {
		issued(request).read()
			.ifPresent(
					(next) -> new KeyPrograms(cluster(request), request, alive).revoke(next.get(ID), next.get(VALUE)));
		forget(request);
	}

	@Override
	public void revokeOld(SecretRequest request, Runnable alive) {
		Optional<Map<String, String>> before = before(request).read();
		if (before.isPresent()) {
			if (!inUse(request, issued(request).read().orElseThrow(() -> strange(request)))) {
				throw strange(request);
			}
			new KeyPrograms(cluster(request), request, alive).revoke(id(request, before.get()),
					value(request, before.get()));
		}
		forget(request);
	}

	/** What was there before first: without it nothing is revoked or put back. */
	private void forget(SecretRequest request) {
		before(request).drop();
		issued(request).drop();
	}

}
