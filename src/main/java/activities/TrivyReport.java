package activities;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A scan as {@code trivy image --format json} prints it: SchemaVersion 2, Results, in
 * each of them Vulnerabilities (trivy.dev, Reporting, JSON). Both lists are left out
 * where they are empty; of a vulnerability VulnerabilityID, PkgName, InstalledVersion and
 * Severity are always there.
 */
final class TrivyReport {

	private static final int SCHEMA = 2;

	private static final ObjectMapper JSON = new ObjectMapper();

	private TrivyReport() {
	}

	/**
	 * One line for each vulnerability, its severity first.
	 * @param printed what the program printed; lines of its log may stand around the
	 * report
	 * @throws PermanentFailure when there is no report in it: an image that was not
	 * scanned is no image without vulnerabilities
	 */
	static List<String> lines(String printed) {
		JsonNode report = read(printed);
		if (report.path("SchemaVersion").asInt() != SCHEMA || report.path("ArtifactName").asText().isEmpty()) {
			throw refused("it has no SchemaVersion %d with an ArtifactName".formatted(SCHEMA));
		}
		List<String> lines = new ArrayList<>();
		for (JsonNode result : report.path("Results")) {
			for (JsonNode found : result.path("Vulnerabilities")) {
				lines.add(line(found));
			}
		}
		return lines;
	}

	/** From the line that begins the report to the one that ends it. */
	private static JsonNode read(String printed) {
		List<String> lines = printed.lines().toList();
		int begin = lines.indexOf("{");
		int end = lines.lastIndexOf("}");
		String report = begin < 0 || end < begin ? printed.strip() : String.join("\n", lines.subList(begin, end + 1));
		try {
			return JSON.readTree(report);
		}
		catch (JsonProcessingException none) {
			throw refused("it is no JSON: " + none.getOriginalMessage());
		}
	}

	private static PermanentFailure refused(String why) {
		return new PermanentFailure(FailureKind.NOT_VERIFIED,
				"trivy has printed no report, so nothing is known of the image: %s. Its command needs --format json."
					.formatted(why));
	}

	private static String line(JsonNode found) {
		String severity = found.path("Severity").asText().toUpperCase(Locale.ROOT);
		return Stream
			.of(severity.isEmpty() ? "UNKNOWN" : severity, text(found, "VulnerabilityID"), text(found, "PkgName"),
					text(found, "InstalledVersion"), text(found, "FixedVersion"))
			.filter(word -> !word.isEmpty())
			.collect(Collectors.joining(" "));
	}

	private static String text(JsonNode found, String field) {
		return found.path(field).asText();
	}

}
