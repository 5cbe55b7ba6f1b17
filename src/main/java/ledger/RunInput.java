package ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * What the ledger keeps of a procedure's input, whatever the procedure: fields by these
 * names are read, absent ones are null.
 *
 * @param mode {@code execute} when the input does not say
 */
record RunInput(String system, String component, String version, String requestedBy, String reason, String mode) {

	static RunInput of(JsonNode input) {
		String mode = Json.field(input, "mode");
		return new RunInput(Json.field(input, "system"), Json.field(input, "component"), Json.field(input, "version"),
				Json.field(input, "requestedBy"), Json.field(input, "reason"),
				mode == null ? "execute" : mode.toLowerCase(Locale.ROOT));
	}

}
