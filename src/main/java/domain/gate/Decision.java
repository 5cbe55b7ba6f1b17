package domain.gate;

/**
 * What a person says at a gate, as typed: every field may be missing.
 *
 * @param gate the gate's id; may be absent when one gate is open
 * @param by who decides
 * @param reason why
 */
public record Decision(String gate, String by, String reason) {

}
