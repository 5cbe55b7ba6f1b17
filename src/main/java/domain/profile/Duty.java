package domain.profile;

/**
 * Something that a person sees to and confirms.
 *
 * @param title what, in the system's language
 * @param owner whose it is
 */
public record Duty(@Required String title, String owner) {

}
