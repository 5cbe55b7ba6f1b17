package activities;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The running version.
 *
 * @param field JSON Pointer
 * @param version expected, with or without a leading "v"; null: any
 */
record ExpectedVersion(String field, String version) implements Expectation {

	@Override
	public String inWords() {
		return version == null ? "any version" : "version " + version;
	}

	@Override
	public boolean statusFits(int given) {
		return given / 100 == 2;
	}

	@Override
	public boolean ruled() {
		return version != null;
	}

	@Override
	public boolean fieldFits(JsonNode value) {
		return version == null || bare(version).equals(bare(value.asText()));
	}

	private static String bare(String version) {
		return version.strip().replaceFirst("^[vV](?=\\d)", "");
	}

}
