package domain.profile;

import java.util.List;

/**
 * A person, or a rota that answers as one.
 *
 * @param name the name used in decisions ("by")
 * @param title function, in words
 * @param roles roles that gates may name
 * @param email address
 * @param slack Slack member or group to mention
 * @param phone telephone
 */
public record Person(@Required String name, String title, List<String> roles, String email, String slack,
		String phone) {

	public Person {
		roles = SystemProfile.listOf(roles);
	}

	/** Whether a gate's list of names and roles means this person. */
	public boolean isAmong(List<String> namesAndRoles) {
		return namesAndRoles.contains(name) || roles.stream().anyMatch(namesAndRoles::contains);
	}

}
