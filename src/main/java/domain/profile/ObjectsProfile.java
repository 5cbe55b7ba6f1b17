package domain.profile;

import java.util.List;

/**
 * Which objects or files are a system's configuration.
 *
 * @param configMaps names of ConfigMaps; every one of the namespace when absent, none
 * when empty
 * @param secrets names of Secrets, which only a destination with an encryption key may
 * hold; none when absent
 */
public record ObjectsProfile(List<String> configMaps, List<String> secrets) {

	public ObjectsProfile {
		secrets = SystemProfile.listOf(secrets);
	}

}
