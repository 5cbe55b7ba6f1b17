package targets;

import domain.profile.TargetProfile;
import domain.secret.SecretRequest;

/**
 * Keys that a provider issues or that are made where they are used. Of a value nothing
 * comes back but what people may see of it: the provider's name for it, or a fingerprint.
 * Every method may be called twice, and waits for the one that was cut off. All throw
 * {@link domain.failure.PermanentFailure} and {@link domain.failure.TransientFailure}.
 */
public interface IssuedKeys {

	/** Whether consumers on such a target are served by this. */
	boolean takes(TargetProfile.Kind kind);

	/** What stands for the key that consumers are given now. */
	String current(SecretRequest request);

	/**
	 * A new key is issued, logs in, and is where consumers that start read it; an attempt
	 * that finds one of its run takes that.
	 * @return what stands for it
	 */
	String bringNextIntoUse(SecretRequest request, Runnable alive);

	/** Consumers that start read the new key, and it logs in. */
	void prove(SecretRequest request, Runnable alive);

	/**
	 * Consumers that start read the old key again; returns whether they had read the new
	 * one.
	 */
	boolean putOldBack(SecretRequest request, Runnable alive);

	/** The new key is ended, and nothing of it is kept. */
	void discardNext(SecretRequest request, Runnable alive);

	/** The old key is ended, and nothing of it is kept. */
	void revokeOld(SecretRequest request, Runnable alive);

}
