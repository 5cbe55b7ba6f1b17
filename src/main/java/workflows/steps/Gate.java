package workflows.steps;

import domain.gate.DecisionRecord;
import domain.profile.GateProfile;
import domain.profile.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place where a run waits for a person's decision: its rules, what was said, how it was
 * settled.
 */
public final class Gate {

	private final String id;

	private final Question question;

	private final GateProfile rules;

	private final List<Person> persons;

	private final String requester;

	private final Instant opened;

	private final List<DecisionRecord> approvals = new ArrayList<>();

	private Instant deadline;

	private Settlement settlement;

	private DecisionRecord last;

	Gate(Question question, GateProfile rules, List<Person> persons, String requester, Instant opened) {
		this.id = question.gate();
		this.question = question;
		this.rules = question.fourEyes() ? withFourEyes(rules, requester) : rules;
		this.persons = persons;
		this.requester = requester;
		this.opened = opened;
		this.deadline = opened.plus(question.within() == null ? rules.deadline() : question.within());
	}

	/**
	 * Who began a launcher is not known: then only two approvals are surely two people.
	 */
	private static GateProfile withFourEyes(GateProfile rules, String requester) {
		int quorum = requester == null || requester.isBlank() ? Math.max(2, rules.quorum()) : rules.quorum();
		return new GateProfile(rules.name(), rules.deciders(), quorum, true, rules.deadline(), rules.remindEvery(),
				rules.escalateAfter());
	}

	/** How a gate was settled. */
	public enum Settlement {

		/** Enough people said yes. */
		APPROVED,
		/** A person said no. */
		REJECTED,
		/** Nobody decided in time: that means no. */
		EXPIRED,
		/** The question went away before it was answered. */
		WITHDRAWN

	}

	/**
	 * What a gate asks.
	 *
	 * @param gate the gate's id
	 * @param rules name of the gate in the profile whose rules it follows
	 * @param text the question
	 * @param fourEyes whether a second person must approve whatever the rules say
	 * @param within how long it waits; null: as the rules say
	 */
	public record Question(String gate, String rules, String text, boolean fourEyes, Duration within) {

		public Question(String gate, String rules, String text, boolean fourEyes) {
			this(gate, rules, text, fourEyes, null);
		}

		public Question(String gate, String rules, String text) {
			this(gate, rules, text, false);
		}

	}

	public String id() {
		return id;
	}

	public boolean settled() {
		return settlement != null;
	}

	public boolean approved() {
		return settlement == Settlement.APPROVED;
	}

	public Settlement settlement() {
		return settlement;
	}

	/** Who settled it and why, in words. */
	public String inWords() {
		return last == null ? "" : last.by() + ": " + last.reason();
	}

	/** What settled it, or was said last; null when nobody said anything. */
	public DecisionRecord decision() {
		return last;
	}

	Question question() {
		return question;
	}

	GateProfile rules() {
		return rules;
	}

	Instant opened() {
		return opened;
	}

	Instant deadline() {
		return deadline;
	}

	int missing() {
		return rules.quorum() - approvals.size();
	}

	void extend(Duration extension) {
		deadline = deadline.plus(extension);
	}

	void settle(Settlement how) {
		if (settlement == null) {
			settlement = how;
		}
	}

	/** Why a decision cannot count here, if so. */
	Optional<String> refusal(String verb, String by, Words words) {
		if (!mayDecide(by)) {
			return Optional
				.of(words.say("%s may not decide here; %s may", "%s não pode decidir aqui; podem: %s", by, deciders()));
		}
		if (rules.fourEyes() && verb.equals("approve") && by.equals(requester)) {
			return Optional.of(words.say("%s asked for this and a second person must approve it",
					"%s fez o pedido, e uma segunda pessoa precisa aprovar", by));
		}
		if (approvals.stream().anyMatch(earlier -> earlier.by().equals(by))) {
			return Optional.of(words.say("%s has decided already", "%s já decidiu", by));
		}
		return Optional.empty();
	}

	void take(DecisionRecord decision) {
		last = decision;
		if (decision.verb().equals("reject")) {
			settle(Settlement.REJECTED);
			return;
		}
		approvals.add(decision);
		if (missing() <= 0) {
			settle(Settlement.APPROVED);
		}
	}

	/** Who may decide, by the names that a decision must carry. */
	String deciders() {
		List<String> names = persons.stream().map(Person::name).filter(this::mayDecide).toList();
		if (!names.isEmpty()) {
			return String.join(", ", names);
		}
		return rules.deciders().isEmpty() ? "*" : String.join(", ", rules.deciders());
	}

	/** Somebody whose decision would count now, as an example of what to send. */
	Optional<String> candidate() {
		return persons.stream()
			.map(Person::name)
			.filter(this::mayDecide)
			.filter(name -> !(rules.fourEyes() && name.equals(requester)))
			.filter(name -> approvals.stream().noneMatch(earlier -> earlier.by().equals(name)))
			.findFirst();
	}

	private boolean mayDecide(String by) {
		Optional<Person> person = persons.stream().filter(known -> known.name().equals(by)).findFirst();
		if (rules.deciders().isEmpty()) {
			return persons.isEmpty() || person.isPresent();
		}
		return rules.deciders().contains(by) || person.map(known -> known.isAmong(rules.deciders())).orElse(false);
	}

}
