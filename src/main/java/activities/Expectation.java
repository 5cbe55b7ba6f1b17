package activities;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import domain.probe.ProbeResult;

/** What an HTTP answer must be like. */
sealed interface Expectation permits ExpectedAnswer, ExpectedVersion, ExpectedItem {

	ObjectMapper JSON = new ObjectMapper();

	/** In words. */
	String inWords();

	boolean statusFits(int status);

	/** JSON Pointer of the field to look at; blank or null: the body is not looked at. */
	String field();

	boolean fieldFits(JsonNode value);

	/**
	 * Whether a field must be like something: a rule that cannot be looked at is not
	 * kept.
	 */
	boolean ruled();

	default ProbeResult judge(String name, int status, String body) {
		if (!statusFits(status)) {
			return new ProbeResult(name, false, "status " + status, inWords());
		}
		if (blank(field())) {
			return ruled()
					? new ProbeResult(name, false, "status " + status + ", the profile names no field", inWords())
					: new ProbeResult(name, true, "status " + status, inWords());
		}
		JsonNode value = read(body);
		if (value.isMissingNode() || value.isNull()) {
			return new ProbeResult(name, false, "status " + status + ", no field " + field() + " in the answer",
					inWords());
		}
		String shown = value.isValueNode() ? value.asText() : value.toString();
		return new ProbeResult(name, fieldFits(value), field() + " is " + shown, inWords());
	}

	private JsonNode read(String body) {
		try {
			String pointer = field().startsWith("/") ? field() : "/" + field();
			return JSON.readTree(body).at(JsonPointer.compile(pointer));
		}
		catch (JsonProcessingException noJson) {
			// Not JSON: there is no field, and that is what is reported.
			return MissingNode.getInstance();
		}
	}

	static boolean blank(String text) {
		return text == null || text.isBlank();
	}

}
