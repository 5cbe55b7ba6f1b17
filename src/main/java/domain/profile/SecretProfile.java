package domain.profile;

import java.time.Duration;
import java.util.List;

/**
 * What consumers log in with and what is rotated (runbooks A, C, D: secret rotation):
 * either a login of a database or a broker, of which two users take turns so that the old
 * one goes on until everybody uses the new one ({@code store}, {@code users}), or a key
 * ({@code key}). Consumers read it from a Secret of a cluster, or from a file of a host.
 *
 * @param name name that operators type
 * @param store name of the store, of kind {@code postgresql} or {@code kafka} with SCRAM
 * users (login)
 * @param adminUser user of the store that may make users; the store's own when absent
 * @param adminPassword reference of that user's password; the store's own when absent
 * @param users the two users that take turns (login)
 * @param memberOf role that owns what both work on: they are its members and act as it
 * ({@code postgresql}). The next user of {@code kafka} gets the old one's ACLs
 * @param key what an outside provider issues, or what is made at random (instead of a
 * login)
 * @param target name of the target where consumers read it
 * @param secret name of the Secret that they read, in the target's namespace (cluster)
 * @param file absolute path of the file of {@code NAME=value} lines that they read: a
 * compose project's {@code .env}, a unit's {@code EnvironmentFile} (compose, systemd).
 * The SSH user must be its owner
 * @param userKey key of the user's name in it; {@code username} when absent (login)
 * @param passwordKey key of the password in it; {@code password} when absent (login)
 * @param consumers components that read it when they start: started anew, those first
 * that others depend on
 * @param settle how long connections of the old user may take to go once its consumers
 * were started anew; {@code PT2M} when absent (login)
 * @param copyKey reference of the key, 32 random bytes in Base64, that the copy of the
 * old value is encrypted with until that is revoked; a key on a host is kept there, in a
 * file for its owner only, and needs none
 */
public record SecretProfile(@Required String name, String store, String adminUser, String adminPassword,
		List<String> users, String memberOf, KeyProfile key, @Required String target, String secret, String file,
		String userKey, String passwordKey, List<String> consumers, Duration settle, String copyKey) {

	public SecretProfile {
		users = SystemProfile.listOf(users);
		userKey = userKey == null ? "username" : userKey;
		passwordKey = passwordKey == null ? "password" : passwordKey;
		consumers = SystemProfile.listOf(consumers);
		settle = settle == null ? Duration.ofMinutes(2) : settle;
	}

	/** The user that comes after this one. */
	public String after(String current) {
		return current.equals(users.getFirst()) ? users.getLast() : users.getFirst();
	}

	/** Where consumers read it, as people say it. */
	public String place() {
		return file == null ? "secret/" + secret : "file " + file;
	}

}
