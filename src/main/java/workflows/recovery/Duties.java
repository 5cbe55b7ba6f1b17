package workflows.recovery;

import domain.gate.DecisionRecord;
import domain.profile.Duty;
import domain.report.Checklist;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import workflows.steps.Gate;
import workflows.steps.Procedure;
import workflows.steps.Words;

/** A drill's checklists: each is a gate, its answer counts for all of its lines. */
final class Duties {

	private final Procedure procedure;

	private final Words words;

	Duties(Procedure procedure) {
		this.procedure = procedure;
		this.words = procedure.words();
	}

	/** Goes on only when it was confirmed. */
	Optional<Checklist> require(String gate, String title, List<Duty> duties) {
		return confirmed(gate, title, duties).map(asked -> {
			procedure.requireApproval(asked);
			return list(title, duties, asked);
		});
	}

	/** What nobody confirms stays open, what somebody rejects is refused. */
	Optional<Checklist> ask(String gate, String title, List<Duty> duties) {
		return confirmed(gate, title, duties).map(asked -> list(title, duties, asked));
	}

	private Optional<Gate> confirmed(String gate, String title, List<Duty> duties) {
		Gate.Question question = new Gate.Question(gate, "drill",
				words.say("Checklist %s the drill. Approve when all of it is seen to: %s",
						"Checklist %s da simulação. Aprove quando tudo tiver sido feito: %s", title,
						duties.stream().map(this::inWords).collect(Collectors.joining("; "))));
		if (procedure.run().planning()) {
			procedure.board().note(words.say("would ask at gate `%s`", "perguntaria no portão `%s`", gate));
			return Optional.empty();
		}
		return Optional.of(procedure.gates().ask(question));
	}

	private String inWords(Duty duty) {
		return duty.title() + (duty.owner() == null ? "" : " (" + duty.owner() + ")");
	}

	private static Checklist list(String title, List<Duty> duties, Gate asked) {
		DecisionRecord said = asked.decision();
		Checklist.State state = switch (asked.settlement()) {
			case APPROVED -> Checklist.State.DONE;
			case REJECTED -> Checklist.State.REFUSED;
			case EXPIRED, WITHDRAWN -> Checklist.State.OPEN;
		};
		return new Checklist(title,
				duties.stream()
					.map(duty -> new Checklist.Entry(duty.title(), duty.owner(), state, said == null ? null : said.by(),
							said == null ? null : said.at(), said == null ? null : said.reason()))
					.toList());
	}

}
