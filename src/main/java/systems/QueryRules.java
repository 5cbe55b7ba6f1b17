package systems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.diagnosis.Filling;
import domain.diagnosis.Order;
import domain.diagnosis.SqlText;
import domain.profile.NamedQuery;
import domain.profile.Probe;
import domain.profile.QueryParameter;
import domain.profile.StoreProfile;
import domain.profile.SystemProfile;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Named queries read, ask something that exists, and use the parameters they name. */
final class QueryRules {

	private static final Duration SHORTEST = Duration.ofMillis(100);

	private static final Duration LONGEST = Duration.ofMinutes(2);

	private static final int MOST_ROWS = 10_000;

	private static final Set<String> READING = Set.of("SELECT", "WITH", "SHOW", "TABLE", "VALUES", "EXPLAIN");

	private static final Set<String> COLLECTION = Set.of("find", "count", "aggregate", "collStats", "listIndexes");

	/** Stages and operators that write, or run code on the server. */
	private static final Pattern NOT_READING = Pattern.compile("\"\\$(out|merge|where|function|accumulator)\"\\s*:",
			Pattern.CASE_INSENSITIVE);

	/** Verbs, and whether each needs something behind it. */
	private static final Map<NamedQuery.Kind, Map<String, Boolean>> VERBS = Map.of(NamedQuery.Kind.REDIS,
			Map.of("COUNT", true, "SCAN", true, "TTL", true, "GET", true, "LLEN", true, "DBSIZE", false, "INFO", false),
			NamedQuery.Kind.KAFKA,
			Map.of("TOPICS", false, "DESCRIBE", true, "NEWEST", true, "LAG", true, "MEMBERS", true),
			NamedQuery.Kind.TEMPORAL, Map.of("LIST", false, "DESCRIBE", true, "HISTORY", true));

	private static final ObjectMapper JSON = new ObjectMapper();

	private final Field field;

	private final NamedQuery query;

	private final SystemProfile profile;

	private final Problems problems;

	private QueryRules(Field field, NamedQuery query, SystemProfile profile, Problems problems) {
		this.field = field;
		this.query = query;
		this.profile = profile;
		this.problems = problems;
	}

	static void check(SystemProfile profile, Problems problems) {
		for (int index = 0; index < profile.queries().size(); index++) {
			new QueryRules(Field.of("queries").at(index), profile.queries().get(index), profile, problems).check();
		}
	}

	private void check() {
		switch (query.kind()) {
			case SQL -> {
				store(StoreProfile.Kind.POSTGRESQL);
				sql();
			}
			case MONGODB -> {
				store(StoreProfile.Kind.MONGODB);
				mongodb();
			}
			case REDIS -> {
				store(StoreProfile.Kind.REDIS);
				verb();
			}
			case KAFKA -> {
				store(StoreProfile.Kind.KAFKA);
				verb();
			}
			case TEMPORAL -> {
				source();
				verb();
			}
			case PROMETHEUS -> {
				if (profile.monitoring() == null || profile.monitoring().prometheus() == null) {
					problems.add(field.at("kind"), "needs monitoring.prometheus, which is missing");
				}
			}
			case HTTP -> Texts.address(field.at("text"), query.text(), problems);
		}
		if (query.limit() < 1 || query.limit() > MOST_ROWS) {
			problems.add(field.at("limit"), "is not a number of rows", query.limit(), "1 to " + MOST_ROWS);
		}
		if (query.within().compareTo(SHORTEST) < 0 || query.within().compareTo(LONGEST) > 0) {
			problems.add(field.at("within"), "is not a time to wait for an answer", query.within(),
					SHORTEST + " to " + LONGEST);
		}
		for (int index = 0; index < query.parameters().size(); index++) {
			parameter(field.at("parameters").at(index), query.parameters().get(index));
		}
	}

	private void store(StoreProfile.Kind kind) {
		List<StoreProfile> able = profile.stores().stream().filter(each -> each.kind() == kind).toList();
		if (able.stream().noneMatch(each -> each.name().equals(query.store()))) {
			problems.add(field.at("store"), "is not a store of kind " + Problems.word(kind), query.store(),
					Problems.words(able, StoreProfile::name));
		}
	}

	private void source() {
		List<Probe> able = profile.probes().stream().filter(each -> each.kind() == Probe.Kind.TEMPORAL).toList();
		if (able.stream().noneMatch(each -> each.name().equals(query.source()))) {
			problems.add(field.at("source"), "is not a probe of kind temporal", query.source(),
					Problems.words(able, Probe::name));
		}
	}

	private void sql() {
		SqlText text = SqlText.of(query.text());
		String first = text.sql().strip().split("\\W", 2)[0].toUpperCase(Locale.ROOT);
		if (!READING.contains(first)) {
			problems.add(field.at("text"), "does not read", first,
					String.join(", ", READING.stream().sorted().toList()));
		}
		if (text.statements() != 1) {
			problems.add(field.at("text"), "has several statements", text.statements(), "1");
		}
		text.names()
			.stream()
			.filter(name -> query.parameter(name).isEmpty())
			.distinct()
			.forEach(name -> problems.add(field.at("text"), "names :" + name + ", which is not among its parameters"));
	}

	private void mongodb() {
		try {
			JsonNode order = JSON.readTree(query.text());
			String first = order.isObject() && !order.isEmpty() ? order.fieldNames().next() : "";
			if (!COLLECTION.contains(first) || !order.path(first).isTextual()) {
				problems.add(field.at("text"), "does not begin with what is read and a collection", first,
						String.join(", ", COLLECTION.stream().sorted().toList()));
			}
		}
		catch (JsonProcessingException unreadable) {
			problems.add(field.at("text"), "is no JSON: " + unreadable.getOriginalMessage());
		}
		if (NOT_READING.matcher(query.text()).find()) {
			problems.add(field.at("text"), "writes, or runs code on the server: $out, $merge, $where, $function and"
					+ " $accumulator are not allowed");
		}
	}

	private void verb() {
		Order order = Order.of(query.text());
		Map<String, Boolean> verbs = VERBS.get(query.kind());
		if (!verbs.containsKey(order.verb())) {
			problems.add(field.at("text"), "begins with no word of " + Problems.word(query.kind()), order.verb(),
					String.join(", ", verbs.keySet().stream().sorted().toList()));
		}
		else if (verbs.get(order.verb()) && order.argument().isEmpty()) {
			problems.add(field.at("text"), "says nothing behind " + order.verb());
		}
	}

	private void parameter(Field place, QueryParameter parameter) {
		if (!parameter.name().matches("[A-Za-z][A-Za-z0-9]*")) {
			problems.add(place.at("name"), "is no name", parameter.name(), "letters and digits, a letter first");
		}
		else if (query.kind() == NamedQuery.Kind.HTTP) {
			problems.add(place.at("name"), "cannot be given: a web address takes no parameters");
		}
		else if (!Filling.mentions(query.text(), parameter.name())) {
			problems.add(place.at("name"), "does not occur in the text as :" + parameter.name());
		}
		else if (quoted() && Filling.mentionsOutsideQuotes(query.text(), parameter.name())) {
			problems.add(field.at("text"),
					"has :" + parameter.name() + " outside of quotes: what is given could say more than a value");
		}
		try {
			Pattern.compile(parameter.pattern());
			if (parameter.usual() == null && query.diagnostics()) {
				problems.add(place.at("default"), "is missing: nobody gives a value when diagnostics are collected");
			}
			if (parameter.usual() != null) {
				parameter.refusal(parameter.usual())
					.ifPresent(why -> problems.add(place.at("default"), "does not fit: " + why));
			}
		}
		catch (PatternSyntaxException malformed) {
			problems.add(place.at("pattern"), "is no regular expression: " + malformed.getDescription());
		}
	}

	private boolean quoted() {
		return query.kind() == NamedQuery.Kind.PROMETHEUS
				|| query.kind() == NamedQuery.Kind.TEMPORAL && Order.of(query.text()).verb().equals("LIST");
	}

}
