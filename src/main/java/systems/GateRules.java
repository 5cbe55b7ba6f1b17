package systems;

import domain.profile.GateProfile;
import domain.profile.Person;
import domain.profile.SystemProfile;
import java.util.List;

/** Gates can be decided by the people whom they name, in the time they give. */
final class GateRules {

	private GateRules() {
	}

	static void check(SystemProfile profile, Problems problems) {
		for (int index = 0; index < profile.gates().size(); index++) {
			GateProfile gate = profile.gates().get(index);
			Field field = Field.of("gates").at(index);
			deciders(field, gate, profile.people().persons(), problems);
			times(field, gate, problems);
			if (gate.escalateAfter() != null && profile.people().escalation().isEmpty()) {
				problems.add(field.at("escalateAfter"), "escalates to nobody: people.escalation is empty");
			}
		}
	}

	private static void deciders(Field field, GateProfile gate, List<Person> persons, Problems problems) {
		for (int index = 0; index < gate.deciders().size(); index++) {
			String decider = gate.deciders().get(index);
			if (persons.stream().noneMatch(person -> person.isAmong(List.of(decider)))) {
				problems.add(field.at("deciders").at(index), "is neither a person nor a role", decider,
						Problems.words(persons, Person::name) + " or one of their roles");
			}
		}
		boolean known = gate.deciders()
			.stream()
			.allMatch(decider -> persons.stream().anyMatch(person -> person.isAmong(List.of(decider))));
		long able = persons.stream()
			.filter(person -> gate.deciders().isEmpty() || person.isAmong(gate.deciders()))
			.count();
		if (gate.quorum() < 1) {
			problems.add(field.at("quorum"), "asks for nobody", gate.quorum(), "1 or more");
		}
		else if (!persons.isEmpty() && known && gate.quorum() > able) {
			problems.add(field.at("quorum"), "can never be reached", gate.quorum(),
					able + " or less: so many may decide");
		}
	}

	private static void times(Field field, GateProfile gate, Problems problems) {
		if (gate.deadline().isZero()) {
			problems.add(field.at("deadline"), "leaves no time", gate.deadline(), "more than PT0S");
		}
		if (gate.remindEvery() != null && gate.remindEvery().isZero()) {
			problems.add(field.at("remindEvery"), "would never pause", gate.remindEvery(), "more than PT0S");
		}
		if (gate.escalateAfter() != null && gate.escalateAfter().compareTo(gate.deadline()) >= 0) {
			problems.add(field.at("escalateAfter"), "is not before the deadline", gate.escalateAfter(),
					"less than " + gate.deadline());
		}
	}

}
