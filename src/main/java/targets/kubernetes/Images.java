package targets.kubernetes;

/** Parts of an image reference. */
final class Images {

	private Images() {
	}

	/** The tag; {@code latest} where none is written, the digest where only that is. */
	static String tag(String image) {
		String named = withoutDigest(image);
		int colon = named.lastIndexOf(':');
		if (colon > named.lastIndexOf('/')) {
			return named.substring(colon + 1);
		}
		return (named.length() < image.length()) ? image.substring(named.length() + 1) : "latest";
	}

	static String repository(String image) {
		String named = withoutDigest(image);
		int colon = named.lastIndexOf(':');
		return (colon > named.lastIndexOf('/')) ? named.substring(0, colon) : named;
	}

	/** The reference of a version: of the repository named, or of the one that runs. */
	static String of(String repository, String running, String version) {
		return ((repository == null) ? repository(running) : repository) + ":" + version;
	}

	private static String withoutDigest(String image) {
		int at = image.indexOf('@');
		return (at < 0) ? image : image.substring(0, at);
	}

}
