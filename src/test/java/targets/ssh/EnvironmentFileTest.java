package targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import domain.failure.PermanentFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentFileTest {

	private static final EnvironmentFile FILE = new EnvironmentFile("""
			# what the API reads
			LEVEL=info
			export PORT = 8000

			not an assignment
			LEVEL=warn
			QUOTED="a b" # said twice
			""");

	@Test
	void theLastOfTwoCounts() {
		assertThat(FILE.values()).containsEntry("LEVEL", "warn")
			.containsEntry("PORT", "8000")
			.containsEntry("QUOTED", "\"a b\" # said twice")
			.hasSize(3);
	}

	@Test
	void commentsUnknownLinesAndTheOrderAreKept() {
		assertThat(FILE.edited(Map.of("LEVEL", "debug", "PORT", "9000", "NEW", "1"), List.of("QUOTED")).text())
			.isEqualTo("""
					# what the API reads
					LEVEL=info
					export PORT =9000

					not an assignment
					LEVEL=debug
					NEW=1
					""");
	}

	@Test
	void whatIsAsWantedIsNotTouched() {
		EnvironmentFile unended = new EnvironmentFile("LEVEL=info");
		assertThat(unended.edited(Map.of("LEVEL", "info"), List.of("NOTHING"))).isSameAs(unended);
	}

	@Test
	void everyOccurrenceOfARemovedNameGoes() {
		assertThat(FILE.edited(Map.of(), List.of("LEVEL")).text()).doesNotContain("LEVEL=");
	}

	@Test
	void valuesOfSeveralLinesAreRefused() {
		assertRefused(Map.of("A", "x\nB=y"), FILE, "A");
		assertRefused(Map.of("A", "\"open"), FILE, "A");
		assertRefused(Map.of("A B", "x"), FILE, "A B");
		EnvironmentFile spread = new EnvironmentFile("A=\"one\ntwo\"\nB=1\\\n2\nC=it's\n");
		assertRefused(Map.of("A", "x"), spread, "A");
		assertRefused(Map.of("B", "x"), spread, "B");
		assertThat(spread.edited(Map.of("C", "x"), List.of()).values()).containsEntry("C", "x");
	}

	private static void assertRefused(Map<String, String> set, EnvironmentFile file, String name) {
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> file.edited(set, List.of()))
			.withMessageContaining(name);
	}

}
