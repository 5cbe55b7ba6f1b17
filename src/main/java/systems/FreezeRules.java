package systems;

import domain.profile.Freeze;
import domain.profile.SystemProfile;
import java.time.Duration;

/** A freeze is either single or weekly, and whole. */
final class FreezeRules {

	private static final Duration WEEK = Duration.ofDays(7);

	private FreezeRules() {
	}

	static void check(SystemProfile profile, Problems problems) {
		for (int index = 0; index < profile.freezes().size(); index++) {
			freeze(Field.of("freezes").at(index), profile.freezes().get(index), problems);
		}
	}

	private static void freeze(Field field, Freeze freeze, Problems problems) {
		boolean single = freeze.from() != null || freeze.to() != null;
		boolean weekly = !freeze.weekdays().isEmpty() || freeze.start() != null || freeze.lasting() != null;
		if (single == weekly) {
			problems.add(field, "must be either single (from, to) or weekly (weekdays, start, lasting)");
		}
		else if (single) {
			single(field, freeze, problems);
		}
		else {
			weekly(field, freeze, problems);
		}
	}

	private static void single(Field field, Freeze freeze, Problems problems) {
		if (freeze.from() == null || freeze.to() == null) {
			problems.add(field.at(freeze.from() == null ? "from" : "to"),
					"is missing: a single freeze needs from and to");
		}
		else if (!freeze.from().isBefore(freeze.to())) {
			problems.add(field.at("to"), "is not after from", freeze.to(), "later than " + freeze.from());
		}
	}

	private static void weekly(Field field, Freeze freeze, Problems problems) {
		if (freeze.weekdays().isEmpty() || freeze.start() == null || freeze.lasting() == null) {
			problems.add(field, "is not whole: a weekly freeze needs weekdays, start and lasting");
		}
		else if (freeze.lasting().isZero() || freeze.lasting().compareTo(WEEK) > 0) {
			problems.add(field.at("lasting"), "is no part of a week", freeze.lasting(), "more than PT0S, up to P7D");
		}
	}

}
