package systems;

import domain.profile.CanaryProfile;
import domain.profile.Check;
import domain.profile.ComponentProfile;
import domain.profile.ServiceLevel;
import domain.profile.SystemProfile;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks have the query and the limit that their kind needs. */
final class CheckRules {

	private static final List<String> VARIABLES = List.of("workload", "version", "namespace", "container", "window");

	private static final Pattern VARIABLE = Pattern.compile("\\{\\{(.*?)}}");

	private CheckRules() {
	}

	static void check(SystemProfile profile, Problems problems) {
		for (int index = 0; index < profile.components().size(); index++) {
			ComponentProfile component = profile.components().get(index);
			Field field = Field.of("components").at(index);
			if (component.errorRate() != null) {
				check(field.at("errorRate"), component.errorRate(), problems);
			}
			CanaryProfile canary = component.canary();
			for (int place = 0; canary != null && place < canary.checks().size(); place++) {
				check(field.at("canary").at("checks").at(place), canary.checks().get(place), problems);
			}
		}
		for (int index = 0; index < profile.serviceLevels().size(); index++) {
			level(Field.of("serviceLevels").at(index), profile.serviceLevels().get(index), problems);
		}
	}

	private static void check(Field field, Check check, Problems problems) {
		variables(field.at("query"), check.query(), VARIABLES, problems);
		variables(field.at("requests"), check.requests(), VARIABLES, problems);
		limit(field, check, problems);
		if (check.window().isZero()) {
			problems.add(field.at("window"), "is empty", check.window(), "more than PT0S");
		}
		if (check.tolerance() < 0) {
			problems.add(field.at("tolerance"), "is negative", check.tolerance(), "0 or more, 0.1 = 10 percent");
		}
		if (check.confidence() <= 0.5 || check.confidence() >= 1) {
			problems.add(field.at("confidence"), "is not a confidence", check.confidence(), "between 0.5 and 1");
		}
		if (check.minimumRequests() < 0) {
			problems.add(field.at("minimumRequests"), "is negative", check.minimumRequests(), "0 or more");
		}
		int fewest = check.kind() == Check.Kind.DISTRIBUTION ? 5 : 1;
		if (check.minimumSamples() < fewest) {
			problems.add(field.at("minimumSamples"), "is too few to judge by", check.minimumSamples(),
					fewest + " or more");
		}
	}

	private static void limit(Field field, Check check, Problems problems) {
		boolean limited = check.atMost() != null || check.atLeast() != null;
		if (check.kind() == Check.Kind.LIMIT && !limited) {
			problems.add(field, "has no limit: a check of kind limit needs atMost or atLeast");
		}
		if (check.kind() == Check.Kind.COUNTS && check.requests() == null) {
			problems.add(field.at("requests"), "is missing: a check of kind counts divides errors by requests");
		}
		if (check.kind() == Check.Kind.COUNTS && limited) {
			problems.add(field.at(check.atMost() != null ? "atMost" : "atLeast"),
					"is not looked at by a check of kind counts, which compares with the stable side");
		}
		if (check.kind() != Check.Kind.LIMIT && !check.query().contains("{{version}}")
				&& !check.query().contains("{{workload}}")) {
			problems.add(field.at("query"), "cannot tell the canary from the stable side (allowed a query with "
					+ "{{version}} or {{workload}})");
		}
		ordered(field, check.atLeast(), check.atMost(), problems);
	}

	private static void level(Field field, ServiceLevel level, Problems problems) {
		variables(field.at("query"), level.query(), List.of(), problems);
		if (level.atMost() == null && level.atLeast() == null) {
			problems.add(field, "has no limit: a service level needs atMost or atLeast");
		}
		ordered(field, level.atLeast(), level.atMost(), problems);
	}

	private static void ordered(Field field, Double atLeast, Double atMost, Problems problems) {
		if (atLeast != null && atMost != null && atLeast > atMost) {
			problems.add(field.at("atLeast"), "is above atMost", atLeast, atMost + " or less");
		}
	}

	private static void variables(Field field, String query, List<String> known, Problems problems) {
		Matcher variable = VARIABLE.matcher(query == null ? "" : query);
		while (variable.find()) {
			if (!known.contains(variable.group(1))) {
				problems.add(field, "uses an unknown variable", variable.group(),
						known.isEmpty() ? "none here" : "{{" + String.join("}}, {{", known) + "}}");
			}
		}
	}

}
