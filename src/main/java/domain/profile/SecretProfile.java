package domain.profile;

import java.time.Duration;
import java.util.List;

/**
 * A login of a database or a broker that is rotated between two users, so that the old
 * one goes on until everybody uses the new one (runbooks A, C, D: secret rotation).
 *
 * @param name name that operators type
 * @param store name of the store, of kind {@code postgresql} or {@code kafka} with SCRAM
 * users
 * @param adminUser user of the store that may make users; the store's own when absent
 * @param adminPassword reference of that user's password; the store's own when absent
 * @param users the two users that take turns
 * @param memberOf role that owns what both work on: they are its members and act as it
 * ({@code postgresql}). The next user of {@code kafka} gets the old one's ACLs
 * @param target name of the cluster's target whose namespace has the Secret
 * @param secret name of the Secret that consumers read
 * @param userKey key of the user's name in it; {@code username} when absent
 * @param passwordKey key of the password in it; {@code password} when absent
 * @param consumers components that read it when they start: started anew, those first
 * that others depend on
 * @param settle how long connections of the old user may take to go once its consumers
 * were started anew; {@code PT2M} when absent
 * @param copyKey reference of the key, 32 random bytes in Base64, that the copy of the
 * old Secret is encrypted with until the old user is revoked
 */
public record SecretProfile(@Required String name, @Required String store, String adminUser, String adminPassword,
		@Required List<String> users, String memberOf, @Required String target, @Required String secret, String userKey,
		String passwordKey, List<String> consumers, Duration settle, @Required String copyKey) {

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

}
