package systems;

import domain.maintenance.Cadence;
import domain.profile.NamedQuery;
import domain.profile.Probe;
import domain.profile.QueryParameter;
import domain.profile.Routine;
import domain.profile.RoutineTask;
import domain.profile.ServiceLevel;
import domain.profile.SystemProfile;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Tasks of routines do something that exists, in an order, within their budget. */
final class MaintenanceRules {

	private final SystemProfile profile;

	private final Procedures procedures;

	private final Problems problems;

	private MaintenanceRules(SystemProfile profile, Procedures procedures, Problems problems) {
		this.profile = profile;
		this.procedures = procedures;
		this.problems = problems;
	}

	static void check(SystemProfile profile, Procedures procedures, Problems problems) {
		MaintenanceRules rules = new MaintenanceRules(profile, procedures, problems);
		for (Cadence cadence : Cadence.values()) {
			rules.routine(Field.of("maintenance").at(cadence.name().toLowerCase(Locale.ROOT)),
					profile.maintenance().of(cadence));
		}
	}

	private void routine(Field field, Routine routine) {
		if (routine.sideBySide() < 1) {
			problems.add(field.at("sideBySide"), "is no number of tasks", routine.sideBySide(), "1 or more");
		}
		Set<String> earlier = new HashSet<>();
		for (int index = 0; index < routine.tasks().size(); index++) {
			RoutineTask task = routine.tasks().get(index);
			Field place = field.at("tasks").at(index);
			order(place, task, earlier);
			budget(place, task, routine);
			work(place, task);
			earlier.add(task.name());
		}
	}

	private void order(Field field, RoutineTask task, Set<String> earlier) {
		if (!task.name().matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
			problems.add(field.at("name"), "is not a legal name", task.name(),
					"lower-case letters, digits and inner hyphens, at most 63");
		}
		if (earlier.contains(task.name())) {
			problems.add(field.at("name"), "is taken by an earlier one", task.name(), "a name of its own");
		}
		for (int index = 0; index < task.after().size(); index++) {
			if (!earlier.contains(task.after().get(index))) {
				problems.add(field.at("after").at(index), "names no task that stands before this one",
						task.after().get(index), earlier.isEmpty() ? "none, it is the first"
								: String.join(", ", earlier.stream().sorted().toList()));
			}
		}
	}

	private void budget(Field field, RoutineTask task, Routine routine) {
		if (task.within().isZero() || task.within().isNegative()) {
			problems.add(field.at("within"), "is no time", task.within(), "more than PT0S");
		}
		if (task.downtime() && task.expected() == null) {
			problems.add(field.at("expected"),
					"is missing: of a task with downtime it must be known whether the routine has time for it");
		}
		Duration most = task.downtime() ? routine.downtime() : routine.longest();
		if (task.expected() != null && most != null && task.expected().compareTo(most) > 0) {
			problems.add(field.at("expected"), "is more than the routine has", task.expected(), most + " or less");
		}
	}

	private void work(Field field, RoutineTask task) {
		switch (task.kind()) {
			case PROCEDURE -> procedure(field, task);
			case PROBES -> {
				names(field.at("probes"), task.probes(), profile.probes(), Probe::name, "probe");
				names(field.at("groups"), task.groups(), profile.probes(), Probe::group, "group of probes");
			}
			case FIGURES -> figures(field, task);
			case QUERIES -> queries(field, task);
			case CLEAN_UP -> CleanUpRules.check(field, task.cleanUp(), profile, problems);
			case LOGS, COMMAND, POLICIES, AUTOSCALER -> InspectionRules.check(field, task, profile, problems);
			case PEOPLE -> {
				if (task.items().isEmpty()) {
					problems.add(field.at("items"), "is missing: people must know what to do");
				}
			}
		}
	}

	private void procedure(Field field, RoutineTask task) {
		if (task.procedure() == null || !procedures.knows(task.procedure())) {
			problems.add(field.at("procedure"), "is no procedure", task.procedure(),
					String.join(", ", procedures.names()));
			return;
		}
		if (!profile.name().equals(task.input().getOrDefault("system", profile.name()))) {
			problems.add(field.at("input").at("system"), "is another system", task.input().get("system"),
					profile.name());
			return;
		}
		Map<String, Object> whole = new TreeMap<>(task.input());
		whole.put("system", profile.name());
		procedures.refusal(task.procedure(), whole)
			.ifPresent(refusal -> problems.add(
					refusal.field().isEmpty() ? field.at("input") : field.at("input").at(refusal.field()),
					refusal.reason()));
	}

	private void figures(Field field, RoutineTask task) {
		names(field.at("levels"), task.levels(), profile.serviceLevels(), ServiceLevel::name, "service level");
		for (int index = 0; index < task.figures().size(); index++) {
			ServiceLevel figure = task.figures().get(index);
			if (figure.query() == null) {
				problems.add(field.at("figures").at(index).at("query"), "is missing: nothing measures it");
			}
		}
		if (profile.monitoring() == null || profile.monitoring().prometheus() == null) {
			problems.add(field.at("kind"), "needs monitoring.prometheus, which is missing");
		}
	}

	private void queries(Field field, RoutineTask task) {
		if (task.queries().isEmpty()) {
			problems.add(field.at("queries"), "is missing: name what is asked", "nothing",
					Problems.words(profile.queries(), NamedQuery::name));
		}
		names(field.at("queries"), task.queries(), profile.queries(), NamedQuery::name, "query");
		for (int index = 0; index < task.queries().size(); index++) {
			Field place = field.at("queries").at(index);
			profile.query(task.queries().get(index))
				.flatMap(query -> query.parameters()
					.stream()
					.filter(parameter -> parameter.usual() == null)
					.map(QueryParameter::name)
					.findFirst())
				.ifPresent(needed -> problems.add(place,
						"needs a value for " + needed + ", which nobody gives in a routine"));
		}
	}

	private <T> void names(Field field, List<String> given, List<T> known, Function<T, String> name, String what) {
		for (int index = 0; index < given.size(); index++) {
			String wanted = given.get(index);
			if (known.stream().map(name).noneMatch(wanted::equals)) {
				problems.add(field.at(index), "is no " + what, wanted, Problems.words(known, name));
			}
		}
	}

}
