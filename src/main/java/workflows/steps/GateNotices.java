package workflows.steps;

import domain.people.Severity;
import domain.profile.Person;
import domain.profile.SystemProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What people see and hear of open gates: the run's page and messages. */
final class GateNotices {

	private final SystemProfile profile;

	private final Words words;

	private final Board board;

	private final Tidings tidings;

	GateNotices(SystemProfile profile, Words words, Board board, Tidings tidings) {
		this.profile = profile;
		this.words = words;
		this.board = board;
		this.tidings = tidings;
	}

	void tell(Gate gate, String template, String key, Severity severity) {
		Map<String, String> values = new TreeMap<>();
		values.put("gate", gate.id());
		values.put("question", gate.question().text());
		values.put("who", gate.deciders());
		values.put("until", words.time(gate.deadline()));
		values.put("signal", Gates.APPROVE);
		values.put("json", json(gate));
		tidings.tell(key, template, severity, "gates", values);
	}

	/** Shows the open gates, and whether the run is held, on the run's page. */
	void show(List<Gate> open, boolean held) {
		List<String> lines = new ArrayList<>();
		for (Gate gate : open) {
			lines.add(words.say("Send signal `approve` or `reject` with `%s`",
					"Envie o sinal `approve` ou `reject` com `%s`", json(gate)));
			lines.add("**" + words.say("Waiting for a decision", "Aguardando uma decisão") + "** `" + gate.id() + "`: "
					+ gate.question().text());
			lines.add(words.say("Since `%s`, until `%s` (then it counts as no). May decide: %s. Approvals missing: %d.",
					"Desde `%s`, até `%s` (depois conta como não). Podem decidir: %s. Aprovações que faltam: %d.",
					words.time(gate.opened()), words.time(gate.deadline()), gate.deciders(), gate.missing()));
		}
		if (held) {
			lines.add(words.say("**Held**: send signal `resume` with `%s` to go on",
					"**Em espera**: envie o sinal `resume` com `%s` para continuar", json(null)));
		}
		board.waitFor(open.stream().map(Gate::id).toList(), lines);
	}

	private String json(Gate gate) {
		String bound = gate == null ? "" : "\"gate\": \"" + gate.id() + "\", ";
		String by = (gate == null ? profile.people().persons().stream().map(Person::name).findFirst()
				: gate.candidate())
			.orElse(words.say("your name", "seu nome"));
		return "{" + bound + "\"by\": \"" + by + "\", \"reason\": \"" + words.say("checked", "conferido") + "\"}";
	}

}
