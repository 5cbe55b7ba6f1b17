package stores;

import domain.profile.StoreProfile;
import domain.secret.SecretRequest;
import domain.secret.Sessions;

/**
 * Users of one kind of store. Values come and go in memory only; every method may be
 * called twice. All throw {@link domain.failure.PermanentFailure} and
 * {@link domain.failure.TransientFailure}.
 */
public interface Logins {

	/** The kind of store that this is for. */
	StoreProfile.Kind kind();

	/** The user can log in with this value, and do what the old one can. */
	void give(SecretRequest request, String user, char[] value);

	/** Whether somebody who starts now can log in so. */
	boolean works(SecretRequest request, String user, char[] value);

	/** Who is connected. */
	Sessions sessions(SecretRequest request);

	/** The user can log in no more. */
	void revoke(SecretRequest request, String user);

}
