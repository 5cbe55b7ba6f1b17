package activities;

import domain.release.Changes;
import domain.secret.SecretRequest;
import domain.secret.Sessions;
import io.temporal.activity.ActivityInterface;

/**
 * Rotates logins and keys. A value is made, set at the store or issued by its provider,
 * and written where consumers read it within one step: it is in no argument, no result,
 * no heartbeat and no log.
 */
@ActivityInterface
public interface SecretRotations {

	/** The user that consumers are given now, or what stands for their key. */
	String readCurrentUser(SecretRequest request);

	/**
	 * The next user can log in with a new value, or a new key is issued, and consumers
	 * that start get it.
	 */
	Changes bringNextIntoUse(SecretRequest request);

	/** Logs in as a consumer would that starts now. */
	Sessions proveNext(SecretRequest request);

	/** Waits until nobody is connected as the old user, or the profile's time is over. */
	Sessions awaitOldUnused(SecretRequest request);

	/** Consumers that start get the old value again; both users, or keys, can log in. */
	Changes putOldBack(SecretRequest request);

	/** When nobody uses it any more, a new key that was issued in vain is ended. */
	Changes discardNext(SecretRequest request);

	/** The old user or key can log in no more, and the copy of its value is gone. */
	Changes revokeOld(SecretRequest request);

}
