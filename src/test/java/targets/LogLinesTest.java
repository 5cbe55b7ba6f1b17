package targets;

import static org.assertj.core.api.Assertions.assertThat;

import domain.diagnosis.LogFilter;
import domain.diagnosis.LogLevel;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogLinesTest {

	private static final List<String> LOG = List.of("level=info msg=started correlation_id=abc-1",
			"level=error msg=failed correlation_id=abc-1", "java.lang.IllegalStateException: no",
			"\tat a.B.c(B.java:1)", "Caused by: java.io.IOException",
			"{\"level\":\"WARNING\",\"msg\":\"an error is near\",\"id\":\"abc-2\"}", "2026 CRITICAL out of memory",
			"plain words");

	private static String kept(LogFilter filter) {
		LogLines lines = new LogLines(filter);
		LOG.forEach(lines::add);
		return lines.text();
	}

	@Test
	void everyLineIsKeptWithoutAFilter() {
		assertThat(kept(LogFilter.everything()).lines()).containsExactlyElementsOf(LOG);
	}

	@Test
	void aLevelKeepsItselfAndWorse() {
		assertThat(kept(new LogFilter(null, LogLevel.ERROR, null)).lines()).contains(LOG.get(1), LOG.get(6))
			.doesNotContain(LOG.get(0), LOG.get(5), LOG.get(7));
		assertThat(kept(new LogFilter(null, LogLevel.WARN, null))).contains("an error is near");
	}

	@Test
	void aStackTraceIsKeptWithItsLine() {
		assertThat(kept(new LogFilter("abc-1", LogLevel.ERROR, null))).startsWith(LOG.get(1));
		assertThat(kept(new LogFilter("abc-2", null, null)).lines()).containsExactly(LOG.get(5));
		LogLines lines = new LogLines(new LogFilter("abc-1", null, null));
		List.of(LOG.get(1), "  at a.B", "Caused by: x", "other").forEach(lines::add);
		assertThat(lines.text().lines()).containsExactly(LOG.get(1), "  at a.B", "Caused by: x");
		assertThat(lines.inWords()).isEqualTo("3 of 4 lines, lines holding abc-1");
	}

	@Test
	void ofALongLogTheEndIsKeptAndTheCutIsSaid() {
		LogLines lines = new LogLines(LogFilter.everything());
		for (int number = 0; number < LogLines.MOST_LINES + 10; number++) {
			lines.add("line " + number);
		}
		assertThat(lines.text()).startsWith("[... earlier lines are left out]\nline 10\n")
			.endsWith("line " + (LogLines.MOST_LINES + 9) + "\n");
	}

}
