package domain.profile;

/**
 * A question that restored data must answer.
 *
 * @param name what people call it
 * @param query the question in the store's own language; one row, one column
 * @param equals the answer that it must give; any that is not empty, zero or false when
 * absent
 */
public record IntegrityCheck(@Required String name, @Required String query, String equals) {

}
