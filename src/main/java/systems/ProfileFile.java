package systems;

/**
 * The text of a profile.
 *
 * @param name file name, as problems show it
 * @param text YAML
 */
record ProfileFile(String name, String text) {

}
