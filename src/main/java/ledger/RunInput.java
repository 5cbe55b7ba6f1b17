package ledger;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the ledger keeps of a procedure's input, whatever the procedure: fields by these
 * names are read, absent ones are null.
 *
 * @param mode {@code execute} when the input does not say
 */
record RunInput(String system, String component, String version, String requestedBy, String reason, String mode) {

	static RunInput of(JsonNode input) {
		String mode = text(input, "mode");
		return new RunInput(text(input, "system"), text(input, "component"), text(input, "version"),
				text(input, "requestedBy"), text(input, "reason"), mode == null ? "execute" : mode);
	}

	private static String text(JsonNode input, String field) {
		JsonNode value = input.get(field);
		return value == null || value.isNull() || value.isContainerNode() ? null : value.asText();
	}

}
