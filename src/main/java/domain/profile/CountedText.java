package domain.profile;

/**
 * A text that is counted.
 *
 * @param name what it is, for people and in trends
 * @param pattern regular expression, found anywhere in a line; upper and lower case count
 * the same
 * @param atMost how many are good; any number when absent
 * @param atLeast how many there must be: what has to be there, and what proves that the
 * program saw anything at all; none when absent
 */
public record CountedText(@Required String name, @Required String pattern, Double atMost, Double atLeast) {

}
