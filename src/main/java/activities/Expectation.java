package activities;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import domain.probe.ProbeResult;

/** What an HTTP answer must be like. */
sealed interface Expectation {

	ObjectMapper JSON = new ObjectMapper();

	/** In words. */
	String inWords();

	boolean statusFits(int status);

	/** JSON Pointer of the field to look at; blank or null: the body is not looked at. */
	String field();

	boolean fieldFits(JsonNode value);

	default ProbeResult judge(String name, int status, String body) {
		if (!statusFits(status)) {
			return new ProbeResult(name, false, "status " + status, inWords());
		}
		if (blank(field())) {
			return new ProbeResult(name, true, "status " + status, inWords());
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

	/**
	 * A smoke probe's answer.
	 *
	 * @param status expected status
	 * @param field JSON Pointer, or null
	 * @param text expected at the field; null: anything
	 */
	record Answer(int status, String field, String text) implements Expectation {

		@Override
		public String inWords() {
			return "status " + status + (blank(field) ? "" : ", " + field + " = " + (text == null ? "anything" : text));
		}

		@Override
		public boolean statusFits(int given) {
			return given == status;
		}

		@Override
		public boolean fieldFits(JsonNode value) {
			return text == null || text.equals(value.asText());
		}

	}

	/**
	 * The running version.
	 *
	 * @param field JSON Pointer
	 * @param version expected, with or without a leading "v"; null: any
	 */
	record Version(String field, String version) implements Expectation {

		@Override
		public String inWords() {
			return version == null ? "any version" : "version " + version;
		}

		@Override
		public boolean statusFits(int given) {
			return given / 100 == 2;
		}

		@Override
		public boolean fieldFits(JsonNode value) {
			return version == null || bare(version).equals(bare(value.asText()));
		}

		private static String bare(String version) {
			return version.strip().replaceFirst("^[vV](?=\\d)", "");
		}

	}

	/**
	 * A checklist item's answer.
	 *
	 * @param field JSON Pointer, or null
	 * @param atLeast lowest good number, or null
	 * @param text expected text, or null
	 */
	record Item(String field, Double atLeast, String text) implements Expectation {

		@Override
		public String inWords() {
			String rule = atLeast == null ? "" : ", " + field + " at least " + atLeast;
			return "status 2xx" + (blank(field) ? "" : rule + (blank(text) ? "" : ", " + field + " = " + text));
		}

		@Override
		public boolean statusFits(int given) {
			return given / 100 == 2;
		}

		@Override
		public boolean fieldFits(JsonNode value) {
			boolean enough = atLeast == null || number(value) >= atLeast;
			return enough && (blank(text) || text.equals(value.asText()));
		}

		/** Not a number compares as too low. */
		private static double number(JsonNode value) {
			return value.asDouble(Double.NEGATIVE_INFINITY);
		}

	}

}
