package domain.gate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a person says at a gate or to a run, as typed. Every field may be missing and any
 * JSON is taken, because a signal that cannot be read would be dropped without a word:
 * what is wrong is said in a refusal instead.
 *
 * @param gate the gate's id; may be absent when one gate is open
 * @param by who decides
 * @param reason why
 * @param extension for {@code extend}: how much longer, an ISO duration such as
 * {@code PT30M}
 */
public record Decision(String gate, String by, String reason, String extension) {

	public Decision(String gate, String by, String reason) {
		this(gate, by, reason, null);
	}

	/** Takes whatever was typed: fields of an object, nothing from anything else. */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	static Decision read(JsonNode typed) {
		return new Decision(text(typed, "gate"), text(typed, "by"), text(typed, "reason"), text(typed, "extension"));
	}

	private static String text(JsonNode typed, String field) {
		JsonNode value = typed == null ? null : typed.get(field);
		return value == null || value.isNull() || value.asText().isBlank() ? null : value.asText().strip();
	}

}
