package activities;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A smoke probe's answer.
 *
 * @param status expected status
 * @param field JSON Pointer, or null
 * @param text expected at the field; null: anything
 */
record ExpectedAnswer(int status, String field, String text) implements Expectation {

	@Override
	public String inWords() {
		return "status " + status
				+ (Expectation.blank(field) ? "" : ", " + field + " = " + (text == null ? "anything" : text));
	}

	@Override
	public boolean statusFits(int given) {
		return given == status;
	}

	@Override
	public boolean ruled() {
		return !Expectation.blank(text);
	}

	@Override
	public boolean fieldFits(JsonNode value) {
		return text == null || text.equals(value.asText());
	}

}
