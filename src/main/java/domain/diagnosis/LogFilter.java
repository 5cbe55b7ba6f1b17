package domain.diagnosis;

import java.time.Duration;

/**
 * Which lines of logs are wanted.
 *
 * @param correlationId text that a line must hold; null: any line
 * @param level lines of this level and above; null: any line
 * @param since lines of this span before now; null: however old
 */
public record LogFilter(String correlationId, LogLevel level, Duration since) {

	/** Every line. */
	public static LogFilter everything() {
		return new LogFilter(null, null, null);
	}

	/** Whether lines are left out for what they say. */
	public boolean selects() {
		return correlationId != null || level != null;
	}

	/**
	 * Whether a line is one of those wanted by what it says itself. A line that names no
	 * level is none of a level.
	 */
	public boolean wants(String line) {
		boolean correlated = correlationId == null || line.contains(correlationId);
		return correlated
				&& (level == null || LogLevel.of(line).filter(found -> found.compareTo(level) >= 0).isPresent());
	}

	/** The filter as people read it; empty when it wants everything. */
	public String inWords() {
		StringBuilder words = new StringBuilder();
		append(words, correlationId == null ? null : "holding " + correlationId);
		append(words,
				level == null ? null : "of level " + level.name().toLowerCase(java.util.Locale.ROOT) + " and above");
		append(words, since == null ? null : "of the last " + since);
		return words.toString();
	}

	private static void append(StringBuilder words, String more) {
		if (more != null) {
			words.append(words.isEmpty() ? "lines " : ", ").append(more);
		}
	}

}
