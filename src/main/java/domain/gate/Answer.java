package domain.gate;

/**
 * What became of a decision.
 *
 * @param accepted whether it counts
 * @param message what it did, or why it was refused
 */
public record Answer(boolean accepted, String message) {

}
