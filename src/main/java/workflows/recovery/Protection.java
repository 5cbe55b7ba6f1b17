package workflows.recovery;

import domain.backup.Source;
import domain.profile.DisasterSite;
import domain.profile.DrillSite;
import domain.profile.ProtectedStore;
import domain.profile.SystemProfile;
import domain.profile.TargetProfile;
import java.util.List;
import java.util.Optional;
import workflows.steps.Failures;

/** What a profile protects, by the names that operators type. */
final class Protection {

	private Protection() {
	}

	/** The one named, or all. */
	static List<Source> of(SystemProfile profile, String wanted) {
		if (wanted == null || wanted.isBlank()) {
			requireAny(profile);
			return profile.recovery()
				.stores()
				.stream()
				.map(store -> Source.named(profile, store.name()).orElseThrow())
				.toList();
		}
		return List.of(Source.named(profile, wanted).orElseThrow(() -> Failures.input("store", wanted, all(profile))));
	}

	/** The one named; without a name the only one. */
	static Source one(SystemProfile profile, String wanted) {
		List<Source> found = of(profile, wanted);
		if (found.size() != 1) {
			throw Failures.input("store", wanted, all(profile));
		}
		return found.getFirst();
	}

	/** Where drills restore it to: beside what is in use, or where the profile says. */
	static Source drilled(SystemProfile profile, Source source) {
		DrillSite site = profile.recovery().drill().site();
		return site == null ? source : source.at(profile.at(site));
	}

	/** The place of that, for people; empty when it is beside what is in use. */
	static Optional<String> elsewhere(SystemProfile profile, Source source) {
		return drilled(profile, source).equals(source) ? Optional.empty()
				: Optional.of(profile.recovery().drill().site().name());
	}

	/**
	 * At the place that takes over, where that is another one and is known: a host that
	 * the profile does not name by its own word was never restored to.
	 */
	static Optional<Source> takenOver(SystemProfile profile, Source source) {
		DisasterSite site = profile.recovery().site();
		if (site == null) {
			return Optional.empty();
		}
		Source there = source.at(profile.at(site));
		boolean another = !there.equals(source) && !there.equals(drilled(profile, source));
		return another && isNamed(there.target()) ? Optional.of(there) : Optional.empty();
	}

	private static boolean isNamed(TargetProfile target) {
		return target == null || target.kind() == TargetProfile.Kind.KUBERNETES
				|| target.hostName() != null && !target.hostName().isBlank();
	}

	private static void requireAny(SystemProfile profile) {
		if (profile.recovery().stores().isEmpty()) {
			throw Failures.input("system", profile.name(),
					"its profile protects nothing: name what is backed up under 'recovery'");
		}
	}

	private static String all(SystemProfile profile) {
		return profile.name() + " protects: " + profile.recovery().stores().stream().map(ProtectedStore::name).toList();
	}

}
