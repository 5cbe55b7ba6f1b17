package probes;

import domain.diagnosis.Question;
import domain.diagnosis.Rows;
import domain.probe.Surroundings;
import domain.profile.NamedQuery;
import domain.profile.StoreProfile;
import java.util.List;
import java.util.Map;

/** Asks an inquirer as diagnostics do, with queries written as in a profile. */
public final class Inquired {

	private Inquired() {
	}

	/** The answer to a query written as a YAML flow mapping, without its name. */
	public static Rows ask(Inquirer inquirer, String query, Map<String, String> values, StoreProfile store) {
		return ask(inquirer, query, values, new Surroundings(List.of(store), List.of(), null));
	}

	public static Rows ask(Inquirer inquirer, String query, Map<String, String> values, Surroundings around) {
		return ask(inquirer, new Question(query(query), values, null), around);
	}

	public static Rows ask(Inquirer inquirer, Question question, Surroundings around) {
		return new Inquiries(List.of(inquirer)).ask(question, around, () -> {
		});
	}

	public static NamedQuery query(String text) {
		return Asked.read("{name: it, " + text + "}", NamedQuery.class);
	}

}
