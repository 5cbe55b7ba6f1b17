package activities;

import domain.profile.SystemProfile;
import io.temporal.activity.ActivityInterface;

/** Reads profiles, once per run: what was read is frozen into the run. */
@ActivityInterface
public interface Profiles {

	/**
	 * The profile of a system.
	 * @param system the system's name
	 * @throws domain.failure.PermanentFailure kind {@code INVALID_INPUT} when there is no
	 * such system; the message lists those there are
	 */
	SystemProfile readProfile(String system);

}
