package domain.secret;

import domain.profile.SecretProfile;
import domain.profile.StoreProfile;
import domain.profile.TargetProfile;
import domain.run.Run;

/**
 * A step of a rotation.
 *
 * @param run the run it belongs to
 * @param secret what the profile says of it
 * @param store the database
 * @param place where consumers read it
 * @param before the user in use when the run began; null for the first look
 */
public record SecretRequest(Run run, SecretProfile secret, StoreProfile store, TargetProfile place, String before) {

	/** The user that the run brings into use. */
	public String next() {
		return secret.after(before == null ? "" : before);
	}

}
