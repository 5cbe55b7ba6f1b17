package domain.secret;

import domain.lifecycle.Workload;
import domain.profile.SecretProfile;
import domain.profile.StoreProfile;
import domain.profile.TargetProfile;
import domain.run.Run;

/**
 * A step of a rotation.
 *
 * @param run the run it belongs to
 * @param secret what the profile says of it
 * @param store the database; null for a key
 * @param place where consumers read it
 * @param beside in whose pods the programs of a key run; null on a host, and without any
 * @param before the user in use when the run began, or what stands for the key; null for
 * the first look
 */
public record SecretRequest(Run run, SecretProfile secret, StoreProfile store, TargetProfile place, Workload beside,
		String before) {

	/** The user that the run brings into use. */
	public String next() {
		return secret.after(before == null ? "" : before);
	}

	/** The same in every attempt of the run, and in no other run. */
	public String operation() {
		return run.runId() + "." + secret.name();
	}

}
