package domain.profile;

/**
 * What every Deployment and StatefulSet of a cluster's namespace must keep to.
 *
 * @param name what it is, for people and in trends
 * @param target name of the cluster
 * @param field where to look, as a JSON Pointer into the object; {@code *} stands for
 * each element of a list, for example {@code /spec/template/spec/containers} with a star
 * and {@code image} behind it
 * @param matches regular expression that the whole value must match; it must only be
 * there when neither this nor the other is given
 * @param notMatches regular expression that the whole value must not match
 */
public record Policy(@Required String name, @Required String target, @Required String field, String matches,
		String notMatches) {

}
