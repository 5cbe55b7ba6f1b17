package domain.profile;

/**
 * Where the running version can be read over HTTP.
 *
 * @param url address
 * @param field JSON Pointer of the version in the answer, {@code /version} when absent
 */
public record VersionProbe(@Required String url, String field) {

	public VersionProbe {
		field = field == null ? "/version" : field;
	}

}
