package activities;

import domain.profile.SystemProfile;
import io.temporal.spring.boot.ActivityImpl;
import org.springframework.stereotype.Component;
import systems.SystemProfiles;

/** Reads profiles from their files. */
@Component
@ActivityImpl(taskQueues = "operations")
class ProfilesImpl implements Profiles {

	private final SystemProfiles profiles;

	ProfilesImpl(SystemProfiles profiles) {
		this.profiles = profiles;
	}

	@Override
	public SystemProfile readProfile(String system) {
		return profiles.find(system);
	}

}
