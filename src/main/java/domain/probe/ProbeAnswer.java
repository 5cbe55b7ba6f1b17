package domain.probe;

/**
 * What one probe of a check answered.
 *
 * @param name the probe's name
 * @param health how well it is
 * @param value the measured value, or null when nothing was measured
 * @param limit the limit that it was held against, in words, or null without one
 * @param unit unit of value and limit
 * @param words what was seen, for people
 */
public record ProbeAnswer(String name, Health health, Double value, String limit, String unit, String words) {

}
