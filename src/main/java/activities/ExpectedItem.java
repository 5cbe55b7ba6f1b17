package activities;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A checklist item's answer.
 *
 * @param field JSON Pointer, or null
 * @param atLeast lowest good number, or null
 * @param text expected text, or null
 */
record ExpectedItem(String field, Double atLeast, String text) implements Expectation {

	@Override
	public String inWords() {
		String shown = Expectation.blank(field) ? "field" : field;
		return "status 2xx" + (atLeast == null ? "" : ", " + shown + " at least " + atLeast)
				+ (Expectation.blank(text) ? "" : ", " + shown + " = " + text);
	}

	@Override
	public boolean statusFits(int given) {
		return given / 100 == 2;
	}

	@Override
	public boolean ruled() {
		return atLeast != null || !Expectation.blank(text);
	}

	@Override
	public boolean fieldFits(JsonNode value) {
		boolean enough = atLeast == null || number(value) >= atLeast;
		return enough && (Expectation.blank(text) || text.equals(value.asText()));
	}

	/** Not a number compares as too low. */
	private static double number(JsonNode value) {
		return value.asDouble(Double.NEGATIVE_INFINITY);
	}

}
