package systems;

import domain.profile.ComponentProfile;
import domain.profile.CountedText;
import domain.profile.LogReview;
import domain.profile.Policy;
import domain.profile.RoutineCommand;
import domain.profile.RoutineTask;
import domain.profile.SystemProfile;
import domain.profile.TargetProfile;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What routines look at is there, and what they look for can be found. */
final class InspectionRules {

	private final Field field;

	private final SystemProfile profile;

	private final Problems problems;

	private InspectionRules(Field field, SystemProfile profile, Problems problems) {
		this.field = field;
		this.profile = profile;
		this.problems = problems;
	}

	static void check(Field field, RoutineTask task, SystemProfile profile, Problems problems) {
		InspectionRules rules = new InspectionRules(field, profile, problems);
		switch (task.kind()) {
			case LOGS -> rules.logs(task.logs());
			case COMMAND -> rules.command(task);
			case POLICIES -> rules.policies(task.policies());
			case AUTOSCALER -> rules.component(field.at("component"), task.component());
			default -> throw new IllegalStateException("nothing is inspected by " + task.kind());
		}
	}

	private void logs(LogReview logs) {
		if (logs == null || logs.patterns().isEmpty()) {
			problems.add(field.at("logs"), "is missing: a task of kind logs says what it looks for");
			return;
		}
		for (int index = 0; index < logs.components().size(); index++) {
			component(field.at("logs").at("components").at(index), logs.components().get(index));
		}
		counted(field.at("logs").at("patterns"), logs.patterns());
	}

	private void command(RoutineTask task) {
		RoutineCommand command = task.command();
		if (command == null || command.command().isEmpty()) {
			problems.add(field.at("command"), "is missing: a task of kind command says what is run");
			return;
		}
		Field place = field.at("command");
		Optional<TargetProfile> target = target(place.at("target"), command.target());
		if (target.filter(found -> found.kind() == TargetProfile.Kind.KUBERNETES).isPresent()
				&& (command.image() == null) == (command.component() == null)) {
			problems.add(place, "runs on a cluster: give either image or component");
		}
		if (command.component() != null) {
			component(place.at("component"), command.component());
		}
		counted(place.at("counts"), command.counts());
		boolean inUse = profile.components()
			.stream()
			.anyMatch(component -> command.target().equals(component.target()));
		if (command.load() && inUse && !task.approval()) {
			problems.add(field.at("approval"),
					"is missing: %s is in use, and load is put on it only when a person approves"
						.formatted(command.target()));
		}
	}

	private void policies(List<Policy> policies) {
		if (policies.isEmpty()) {
			problems.add(field.at("policies"), "is missing: a task of kind policies has some");
		}
		for (int index = 0; index < policies.size(); index++) {
			Policy policy = policies.get(index);
			Field place = field.at("policies").at(index);
			target(place.at("target"), policy.target()).filter(found -> found.kind() != TargetProfile.Kind.KUBERNETES)
				.ifPresent(host -> problems.add(place.at("target"), "is no cluster", host.name(), "a cluster"));
			Texts.jsonPointer(place.at("field"), policy.field(), problems);
			pattern(place.at("matches"), policy.matches());
			pattern(place.at("notMatches"), policy.notMatches());
		}
	}

	private Optional<TargetProfile> target(Field place, String named) {
		Optional<TargetProfile> found = profile.target(named);
		if (found.isEmpty()) {
			problems.add(place, "names no target", named, Problems.words(profile.targets(), TargetProfile::name));
		}
		return found;
	}

	private void component(Field place, String named) {
		List<ComponentProfile> able = profile.components().stream().filter(ComponentProfile::operated).toList();
		if (able.stream().noneMatch(component -> component.name().equals(named))) {
			problems.add(place, "is no component that runs on a target", named,
					Problems.words(able, ComponentProfile::name));
		}
	}

	private void counted(Field place, List<CountedText> texts) {
		for (int index = 0; index < texts.size(); index++) {
			pattern(place.at(index).at("pattern"), texts.get(index).pattern());
		}
	}

	private void pattern(Field place, String given) {
		try {
			if (given != null) {
				Pattern.compile(given);
			}
		}
		catch (PatternSyntaxException malformed) {
			problems.add(place, "is no regular expression: " + malformed.getDescription());
		}
	}

}
