package targets.ssh;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.people.Said;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/**
 * Compares the key that a host shows with the pinned one, before anything is sent to it.
 */
final class HostKeyCheck {

	/** Where a connection carries its check. */
	static final AttributeKey<HostKeyCheck> ATTRIBUTE = new AttributeKey<>();

	private static final String FINGERPRINT = "SHA256:";

	private final Login login;

	private final String fingerprint;

	private final String type;

	private volatile PublicKey shown;

	private HostKeyCheck(Login login, String fingerprint, String type) {
		this.login = login;
		this.fingerprint = fingerprint;
		this.type = type;
	}

	/**
	 * A check against this pin.
	 * @param pin a public key, its fingerprint, or null: every key is then refused, and
	 * the refusal says what to pin
	 */
	static HostKeyCheck of(Login login, String pin) {
		if (pin == null || pin.startsWith(FINGERPRINT)) {
			return new HostKeyCheck(login, pin, null);
		}
		try {
			PublicKey key = PublicKeyEntry.parsePublicKeyEntry(pin).resolvePublicKey(null, null, null);
			return new HostKeyCheck(login, KeyUtils.getFingerPrint(key), KeyUtils.getKeyType(key));
		}
		catch (IOException | GeneralSecurityException | IllegalArgumentException unreadable) {
			throw new PermanentFailure(FailureKind.PROFILE,
					"hostKey of " + login.place() + " in the profile is no public key (" + unreadable.getMessage()
							+ "): write SHA256:... or the line of ssh-keyscan without the host name.",
					unreadable);
		}
	}

	/**
	 * A host has several keys: it is asked for the kind that is pinned.
	 * @param algorithms the algorithms that we can check, separated by commas
	 */
	String narrow(String algorithms) {
		return Arrays.stream(algorithms.split(","))
			.filter((name) -> this.type == null || KeyUtils.getCanonicalKeyType(name).equals(this.type))
			.collect(Collectors.joining(","));
	}

	boolean accepts(PublicKey key) {
		this.shown = key;
		return KeyUtils.getFingerPrint(key).equals(this.fingerprint);
	}

	/** Why the host was refused, when it was. */
	Optional<PermanentFailure> refusal() {
		PublicKey key = this.shown;
		if (key == null || accepts(key)) {
			return Optional.empty();
		}
		String seen = KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(key);
		if (this.fingerprint == null) {
			return Optional.of(new PermanentFailure(FailureKind.PROFILE, Said.of(
					"host %s is not pinned: the profile's target has no hostKey. It shows %s; compare it on the host itself (ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub) and write hostKey: %s",
					"o servidor %s não está fixado: o alvo do perfil não tem hostKey. Ele mostra %s; compare no próprio servidor (ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub) e escreva hostKey: %s",
					this.login.place(), seen, KeyUtils.getFingerPrint(key))));
		}
		return Optional.of(new PermanentFailure(FailureKind.CONFLICT, Said.of(
				"host %s shows the key %s, pinned is %s: it is another host, or its key was renewed. Nothing was sent. Find out which; if renewed, change the target's hostKey.",
				"o servidor %s mostra a chave %s, a fixada é %s: é outro servidor, ou a chave foi renovada. Nada foi enviado. Descubra qual; se renovada, mude hostKey do alvo.",
				this.login.place(), seen, this.fingerprint)));
	}

}
