package activities;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.report.Filed;
import domain.report.Reports;
import domain.report.Trends;
import domain.report.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports are kept as evidence. */
class ReportsImplTest {

	@TempDir
	Path folder;

	@Test
	void aReportIsKeptThreeTimesWithItsChecksums() throws Exception {
		Filed filed = new ReportsImpl(report -> Reports.earlier(), folder).fileReport(Reports.whole("en"));
		assertThat(filed.verdict()).isEqualTo(Verdict.PASSED);
		assertThat(filed.files()).hasSize(3).allSatisfy(file -> {
			byte[] bytes = Files.readAllBytes(Path.of(file.location()));
			assertThat(file.sha256())
				.isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
		});
		JsonNode kept = new ObjectMapper().readTree(Path.of(filed.files().get(2).location()).toFile());
		assertThat(kept.at("/verdict").asText()).isEqualTo("passed");
		assertThat(kept.at("/trends/points")).hasSize(4);
		assertThat(kept.at("/report/figures/0/value").asDouble()).isEqualTo(90);
		assertThat(kept.at("/report/began").asText()).isEqualTo("2026-11-20T04:00:00Z");
	}

	@Test
	void twiceIsOnce() throws Exception {
		ReportsImpl reports = new ReportsImpl(report -> Trends.missing("away"), folder);
		Filed first = reports.fileReport(Reports.whole("en"));
		assertThat(reports.fileReport(Reports.whole("en"))).isEqualTo(first);
		assertThat(first.trendMissing()).isEqualTo("away");
		try (var files = Files.walk(folder)) {
			assertThat(files.filter(Files::isRegularFile)).hasSize(3);
		}
	}

}
