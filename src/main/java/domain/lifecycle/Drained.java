package domain.lifecycle;

/**
 * How waiting for a drain ended.
 *
 * @param done whether the metric went down to its limit in time
 * @param words the last value, or why there is none
 */
public record Drained(boolean done, String words) {

}
