package systems;

import domain.profile.CanaryProfile;
import domain.profile.ChecklistItem;
import domain.profile.ComponentProfile;
import domain.profile.Stage;
import domain.profile.SystemProfile;
import domain.profile.TrafficProfile;
import java.time.Duration;

/** Stages grow to 100, a canary can fail, and it can be seen. */
final class CanaryRules {

	private static final Duration SHORTEST_POLL = Duration.ofSeconds(1);

	private final Field field;

	private final CanaryProfile canary;

	private final Problems problems;

	private CanaryRules(Field field, CanaryProfile canary, Problems problems) {
		this.field = field;
		this.canary = canary;
		this.problems = problems;
	}

	static void check(SystemProfile profile, Problems problems) {
		for (int index = 0; index < profile.components().size(); index++) {
			ComponentProfile component = profile.components().get(index);
			if (component.canary() == null) {
				continue;
			}
			Field field = Field.of("components").at(index);
			if (component.kind() != ComponentProfile.Kind.DEPLOYMENT) {
				problems.add(field.at("canary"), "is only for deployments", Problems.word(component.kind()),
						"deployment");
			}
			if (profile.monitoring() == null || profile.monitoring().prometheus() == null) {
				problems.add(Field.of("monitoring").at("prometheus"),
						"is missing: the canary of " + component.name() + " is judged by its metrics");
			}
			new CanaryRules(field.at("canary"), component.canary(), problems).check();
		}
	}

	private void check() {
		traffic();
		stages();
		numbers();
		for (int index = 0; index < canary.checklist().size(); index++) {
			item(field.at("checklist").at(index), canary.checklist().get(index));
		}
		if (canary.checks().isEmpty()) {
			problems.add(field.at("checks"), "is empty: a canary that nothing judges cannot fail");
		}
	}

	private void traffic() {
		TrafficProfile traffic = canary.traffic();
		if (traffic.router() != TrafficProfile.Router.REPLICAS) {
			PlaceRules.needed(field.at("traffic"), "route", traffic.route(),
					"router " + Problems.word(traffic.router()), problems);
		}
		if (traffic.stableService() != null && traffic.stableService().equals(traffic.canaryService())) {
			problems.add(field.at("traffic").at("canaryService"), "is the stable side's", traffic.canaryService(),
					"another name");
		}
	}

	private void stages() {
		if (canary.stages().isEmpty()) {
			problems.add(field.at("stages"), "is empty (allowed at least one stage, the last at weight 100)");
			return;
		}
		int before = 0;
		for (int index = 0; index < canary.stages().size(); index++) {
			Stage stage = canary.stages().get(index);
			Field place = field.at("stages").at(index);
			if (stage.weight() <= before || stage.weight() > 100) {
				problems.add(place.at("weight"), "does not ascend", stage.weight(),
						before < 100 ? (before + 1) + " to 100" : "no stage after 100");
			}
			before = stage.weight();
			stage(place, stage);
		}
		if (before != 100) {
			problems.add(field.at("stages").at(canary.stages().size() - 1).at("weight"), "is the last and not whole",
					before, "100");
		}
	}

	private void stage(Field place, Stage stage) {
		Duration poll = stage.pollPeriod() == null ? canary.pollPeriod() : stage.pollPeriod();
		if (stage.pollPeriod() != null && stage.pollPeriod().compareTo(SHORTEST_POLL) < 0) {
			problems.add(place.at("pollPeriod"), "is too short", stage.pollPeriod(), "PT1S or more");
		}
		if (stage.maximumDwell() != null && stage.maximumDwell().compareTo(stage.dwell()) < 0) {
			problems.add(place.at("maximumDwell"), "is shorter than the dwell", stage.maximumDwell(),
					stage.dwell() + " or more");
		}
		if (poll.compareTo(SHORTEST_POLL) < 0) {
			return;
		}
		long looks = 1 + stage.longest().dividedBy(poll);
		if (canary.failBudget() >= looks) {
			problems.add(field.at("failBudget"),
					"can never be used up: the stage at " + stage.weight() + " % has " + looks + " looks",
					canary.failBudget(), "less than " + looks);
		}
		canary.checks()
			.stream()
			.filter(check -> check.minimumSamples() > looks)
			.findFirst()
			.ifPresent(check -> problems.add(field.at("checks").at(canary.checks().indexOf(check)).at("minimumSamples"),
					"can never be reached: the stage at " + stage.weight() + " % has " + looks + " looks",
					check.minimumSamples(), looks + " or less"));
	}

	private void numbers() {
		if (canary.failBudget() < 0) {
			problems.add(field.at("failBudget"), "is negative", canary.failBudget(), "0 or more");
		}
		if (canary.pollPeriod().compareTo(SHORTEST_POLL) < 0) {
			problems.add(field.at("pollPeriod"), "is too short", canary.pollPeriod(), "PT1S or more");
		}
		if (canary.carriesFrom() <= 0 || canary.carriesFrom() > 1) {
			problems.add(field.at("carriesFrom"), "is not a share", canary.carriesFrom(), "above 0 to 1");
		}
		if (!canary.promoteWithin().isPositive()) {
			problems.add(field.at("promoteWithin"), "leaves no time", canary.promoteWithin(), "more than PT0S");
		}
	}

	private void item(Field place, ChecklistItem item) {
		Texts.address(place.at("url"), item.url(), problems);
		Texts.jsonPointer(place.at("field"), item.field(), problems);
		boolean judged = item.atLeast() != null || item.equals() != null;
		if (item.url() != null && judged && item.field() == null) {
			problems.add(place.at("field"), "is missing: atLeast and equals look at a field of the answer");
		}
		if (item.url() != null && item.field() != null && !judged) {
			problems.add(place.at("field"), "is judged by nothing: give atLeast or equals");
		}
	}

}
