package workflows.response;

import activities.Diagnoses;
import domain.diagnosis.QueryAnswer;
import domain.diagnosis.QueryRequest;
import domain.diagnosis.Question;
import domain.failure.FailureKind;
import domain.profile.NamedQuery;
import domain.profile.QueryParameter;
import domain.profile.SecretReferences;
import domain.profile.SystemProfile;
import domain.run.Change;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import workflows.steps.Failures;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/** The steps of one named query. */
final class QuerySteps {

	private final Procedure procedure;

	private final Words words;

	private final Question question;

	private QueryAnswer answer;

	private QuerySteps(Procedure procedure, Question question) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.question = question;
	}

	static QuerySteps of(Diagnostics.Request request, Procedure procedure) {
		SystemProfile profile = procedure.profile();
		refuseFilters(request);
		NamedQuery query = profile.query(request.query().strip())
			.orElseThrow(() -> Failures.input("query", request.query(),
					profile.queries().isEmpty() ? "profile " + profile.name() + " has no queries: add some"
							: "queries of " + profile.name() + ": " + signatures(profile.queries())));
		Map<String, Object> given = request.parameters() == null ? Map.of() : request.parameters();
		return new QuerySteps(procedure, question(profile, query, values(query, given)));
	}

	private static void refuseFilters(Diagnostics.Request request) {
		Map<String, Object> filters = new TreeMap<>();
		put(filters, "component", request.component());
		put(filters, "correlationId", request.correlationId());
		put(filters, "level", request.level());
		put(filters, "since", request.since());
		if (!filters.isEmpty()) {
			String first = filters.keySet().iterator().next();
			throw Failures.input(first, filters.get(first),
					"it is for an archive; a query takes parameters only, leave one of the two out");
		}
	}

	private static void put(Map<String, Object> filters, String name, Object given) {
		if (given != null && !given.toString().isBlank()) {
			filters.put(name, given);
		}
	}

	private static String signatures(List<NamedQuery> queries) {
		return queries.stream()
			.map(query -> query.name() + (query.parameters().isEmpty() ? ""
					: query.parameters().stream().map(QueryParameter::name).toList()))
			.collect(Collectors.joining(", "));
	}

	/** The question of a query that needs no values but its defaults. */
	static Question question(SystemProfile profile, NamedQuery query) {
		return question(profile, query, values(query, Map.of()));
	}

	private static Question question(SystemProfile profile, NamedQuery query, Map<String, String> values) {
		if (query.source() == null) {
			return new Question(query, values, null);
		}
		return new Question(query, values,
				profile.probes()
					.stream()
					.filter(probe -> probe.name().equals(query.source()))
					.findFirst()
					.orElseThrow(() -> Failures.of(FailureKind.PROFILE,
							"query " + query.name() + ": there is no probe " + query.source())));
	}

	private static Map<String, String> values(NamedQuery query, Map<String, Object> given) {
		List<String> names = query.parameters().stream().map(QueryParameter::name).toList();
		given.keySet().stream().filter(name -> !names.contains(name)).sorted().findFirst().ifPresent(unknown -> {
			throw Failures.input("parameters." + unknown, given.get(unknown),
					"query " + query.name() + (names.isEmpty() ? " takes none" : " takes " + names));
		});
		Map<String, String> values = new TreeMap<>();
		for (QueryParameter parameter : query.parameters()) {
			Object value = given.get(parameter.name());
			if (value == null && parameter.usual() == null) {
				throw Failures.input("parameters." + parameter.name(), null,
						"query " + query.name() + " needs it: a text that matches " + parameter.pattern());
			}
			String text = value == null ? parameter.usual() : value.toString();
			parameter.refusal(text).ifPresent(why -> {
				throw Failures.input("parameters." + parameter.name(), text, why);
			});
			values.put(parameter.name(), text);
		}
		return values;
	}

	void ask() {
		NamedQuery query = question.query();
		procedure.board().phase("asking", words.say("Asking %s", "Perguntando %s", inWords()));
		if (procedure.run().planning()) {
			procedure.changed(List.of(new Change("answer to " + inWords(), "none",
					"at most " + query.limit() + " rows within " + query.within() + ": " + query.text())));
			return;
		}
		SystemProfile profile = procedure.profile();
		answer = Steps.probe(Diagnoses.class, words.say("Ask %s", "Perguntar %s", inWords()), query.within())
			.askQuery(new QueryRequest(procedure.run(), question,
					new domain.probe.Surroundings(profile.stores(), profile.targets(), profile.monitoring()),
					SecretReferences.of(profile)));
		procedure.board().table(answer.table());
		procedure.board()
			.note(words.say("kept in `%s` (%d bytes, sha256 %s)", "guardado em `%s` (%d bytes, sha256 %s)",
					answer.artifact().location(), answer.artifact().bytes(), answer.artifact().sha256()));
	}

	private String inWords() {
		return question.query().name() + (question.values().isEmpty() ? "" : " " + new TreeMap<>(question.values()));
	}

	String close() {
		if (answer == null) {
			return words.say("%s would be asked", "%s seria perguntado", inWords());
		}
		String rows = answer.more()
				? words.say("the first %d rows, there are more", "as primeiras %d linhas, há mais", answer.rows())
				: words.say("%d rows", "%d linhas", answer.rows());
		return words.say("%s: %s, in %s (%d bytes, sha256 %s)", "%s: %s, em %s (%d bytes, sha256 %s)", inWords(), rows,
				answer.artifact().location(), answer.artifact().bytes(), answer.artifact().sha256());
	}

}
