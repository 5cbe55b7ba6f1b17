package domain.secret;

/**
 * Who is connected.
 *
 * @param old connections of the user of before
 * @param next connections of the new user
 */
public record Sessions(int old, int next) {

}
