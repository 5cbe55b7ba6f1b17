package systems;

import domain.profile.SystemProfile;

/** What no schema can say: names that must agree, numbers that must make sense. */
final class Rules {

	private Rules() {
	}

	static void check(SystemProfile profile, Problems problems) {
	}

}
