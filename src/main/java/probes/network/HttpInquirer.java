package probes.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.diagnosis.Question;
import domain.diagnosis.Rows;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.probe.Surroundings;
import domain.profile.NamedQuery;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import monitors.JsonOverHttp;
import monitors.JsonOverHttp.Reply;
import org.springframework.stereotype.Component;
import probes.Inquirer;

/** Gets JSON from a web address; its fragment says where the rows are. */
@Component
class HttpInquirer implements Inquirer {

	private static final ObjectMapper JSON = new ObjectMapper();

	private final JsonOverHttp http;

	HttpInquirer(JsonOverHttp http) {
		this.http = http;
	}

	@Override
	public NamedQuery.Kind kind() {
		return NamedQuery.Kind.HTTP;
	}

	@Override
	public Rows ask(Question question, Surroundings around) {
		NamedQuery query = question.query();
		URI address = URI.create(query.text());
		URI page = URI.create(query.text().replaceFirst("#.*$", ""));
		return switch (http.ask(page, null, null, query.within())) {
			case Reply.Refused refused -> throw new PermanentFailure(FailureKind.PROFILE, refused.why());
			case Reply.Down down -> throw new TransientFailure(down.why(), null);
			case Reply.Success success -> Rows.atMost(query.limit(), rows(address, success.body()));
		};
	}

	private static List<Map<String, Object>> rows(URI address, JsonNode body) {
		JsonNode found = address.getFragment() == null ? body : body.at(address.getFragment());
		if (found.isMissingNode()) {
			throw new PermanentFailure(FailureKind.PROFILE,
					"the answer of " + address.getHost() + " has nothing at " + address.getFragment());
		}
		List<Map<String, Object>> rows = new ArrayList<>();
		Iterable<JsonNode> elements = found.isArray() ? found : List.of(found);
		elements.forEach(element -> rows.add(row(element)));
		return rows;
	}

	private static Map<String, Object> row(JsonNode element) {
		return element.isObject()
				? JSON.convertValue(element,
						JSON.getTypeFactory()
							.constructMapType(java.util.LinkedHashMap.class, String.class, Object.class))
				: Map.of("value", JSON.convertValue(element, Object.class));
	}

}
