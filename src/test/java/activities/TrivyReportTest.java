package activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What trivy prints, in the shapes that its own published reports have. */
class TrivyReportTest {

	private static final String HEAD = """
			{
			  "SchemaVersion": 2,
			  "CreatedAt": "2026-11-21T12:00:00Z",
			  "ArtifactName": "registry.example.com/web:v1",
			  "ArtifactType": "container_image",
			  "Metadata": {"OS": {"Family": "debian", "Name": "12"}}""";

	private static String report(String results) {
		return HEAD + results + "\n}\n";
	}

	@Test
	void eachVulnerabilityOfEachResultIsALineThatBeginsWithItsSeverity() {
		assertThat(TrivyReport.lines(
				report("""
						,
						  "Results": [
						    {"Target": "web:v1 (debian 12)", "Class": "os-pkgs", "Type": "debian", "Vulnerabilities": [
						      {"VulnerabilityID": "CVE-2026-1", "PkgName": "openssl", "InstalledVersion": "3.0.1",
						       "FixedVersion": "3.0.2", "Severity": "CRITICAL", "Title": "HIGH and LOW are in its title"},
						      {"VulnerabilityID": "CVE-2026-2", "PkgName": "zlib1g", "InstalledVersion": "1.2", "Severity": "UNKNOWN"}]},
						    {"Target": "Java", "Class": "lang-pkgs", "Type": "jar", "Vulnerabilities": [
						      {"VulnerabilityID": "GHSA-x", "PkgName": "a:b", "InstalledVersion": "1", "Severity": "HIGH"}]}
						  ]""")))
			.containsExactly("CRITICAL CVE-2026-1 openssl 3.0.1 3.0.2", "UNKNOWN CVE-2026-2 zlib1g 1.2",
					"HIGH GHSA-x a:b 1");
	}

	/** Empty lists are left out of the report, and are null in older ones. */
	@TestFactory
	Stream<DynamicTest> anImageWithoutVulnerabilitiesHasNoLines() {
		return Stream
			.of("", ",\n\"Results\": null", ",\n\"Results\": []",
					",\n\"Results\": [{\"Target\": \"web\", \"Class\": \"os-pkgs\"}]",
					",\n\"Results\": [{\"Target\": \"web\", \"Vulnerabilities\": null}]")
			.map(results -> DynamicTest.dynamicTest("[" + results + "]",
					() -> assertThat(TrivyReport.lines(report(results))).isEmpty()));
	}

	@Test
	void aSeverityThatIsMissingIsUnknown() {
		assertThat(TrivyReport.lines(report("""
				,
				"Results": [{"Target": "web", "Vulnerabilities": [{"VulnerabilityID": "CVE-2026-1"}]}]""")))
			.containsExactly("UNKNOWN CVE-2026-1");
	}

	@Test
	void linesOfItsLogAroundTheReportAreNoPartOfIt() {
		assertThat(TrivyReport.lines("2026-11-21T12:00:00Z\tWARN\tThe database is a day old\n" + report("")
				+ "2026-11-21T12:00:01Z\tINFO\tDone\n"))
			.isEmpty();
	}

	@TestFactory
	Stream<DynamicTest> whatIsNoReportIsNeverAPass() {
		return Stream
			.of("", "\n", "FATAL\timage scan error: unable to find the specified image", "[]", "null", "{}",
					"{\"SchemaVersion\": 1, \"ArtifactName\": \"web\"}", "{\"SchemaVersion\": 2}",
					HEAD + ",\n  \"Results\": [", "Total: 0 (HIGH: 0, CRITICAL: 0)")
			.map(printed -> DynamicTest.dynamicTest("[" + printed + "]",
					() -> assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> TrivyReport.lines(printed))
						.withMessageContaining("trivy has printed no report")
						.satisfies(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.NOT_VERIFIED))));
	}

}
