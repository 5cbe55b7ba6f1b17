package targets.ssh;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.TargetProfile;
import java.util.Objects;

/**
 * Who we are on which host. Targets that agree in all of this share a connection.
 *
 * @param host host name or address
 * @param port SSH port
 * @param user SSH user
 * @param key reference of the private key
 * @param hostKey the pinned host key, its fingerprint or a reference; null when the
 * profile has none
 */
record Login(String host, int port, String user, String key, String hostKey) {

	private static final int USUAL_PORT = 22;

	static Login of(TargetProfile target) {
		return new Login(needed(target, "host", target.host()), Objects.requireNonNullElse(target.port(), USUAL_PORT),
				needed(target, "user", target.user()), needed(target, "key", target.key()), target.hostKey());
	}

	private static String needed(TargetProfile target, String field, String value) {
		if (value == null || value.isBlank()) {
			throw new PermanentFailure(FailureKind.PROFILE, "target '" + target.name() + "' has no '" + field
					+ "' in the profile: SSH needs it. Fill targets[name=" + target.name() + "]." + field + ".");
		}
		return value;
	}

	/** As messages name it. */
	String place() {
		return this.user + "@" + this.host + ":" + this.port;
	}

}
