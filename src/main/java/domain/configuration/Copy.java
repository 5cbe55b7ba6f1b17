package domain.configuration;

/**
 * A configuration as it was, kept beside it on its target.
 *
 * @param name what {@code restore} takes
 * @param place where it is, in words
 */
public record Copy(String name, String place) {

}
