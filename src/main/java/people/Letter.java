package people;

/**
 * What a channel carries.
 *
 * @param id the same for every repetition of the same message of the same run
 * @param subject one line
 * @param text the whole text, the subject not repeated
 */
public record Letter(String id, String subject, String text) {

}
