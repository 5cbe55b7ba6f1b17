package systems;

import domain.profile.SystemProfile;

/** What no schema can say: names that must agree, numbers that must make sense. */
final class Rules {

	private Rules() {
	}

	static void check(SystemProfile profile, Procedures procedures, Problems problems) {
		IdentityRules.check(profile, problems);
		NameRules.check(profile, problems);
		PlaceRules.check(profile, problems);
		ComponentRules.check(profile, problems);
		DependencyRules.check(profile, problems);
		DeployRules.check(profile, problems);
		ProbeRules.check(profile, problems);
		QueryRules.check(profile, problems);
		CanaryRules.check(profile, problems);
		CheckRules.check(profile, problems);
		GateRules.check(profile, problems);
		PeopleRules.check(profile, problems);
		FreezeRules.check(profile, problems);
		RecoveryRules.check(profile, problems);
		WindowRules.check(profile, problems);
		CertificateRules.check(profile, problems);
		SecretRules.check(profile, problems);
		MaintenanceRules.check(profile, procedures, problems);
		ScheduleRules.check(profile, procedures, problems);
	}

}
