package domain.diagnosis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How bad a line of a log says that it is, the least first. */
public enum LogLevel {

	TRACE("trace"), DEBUG("debug"), INFO("info", "notice", "information"), WARN("warn", "warning"),
	ERROR("error", "err", "severe"), FATAL("fatal", "critical", "crit", "panic", "emerg", "alert");

	private static final String WORDS = "trace|debug|information|info|notice|warning|warn|error|err|severe|fatal"
			+ "|critical|crit|panic|emerg|alert";

	/**
	 * {@code level=error}, {@code "level": "error"}: what says of itself that it is one.
	 */
	private static final Pattern NAMED = Pattern.compile(
			"\\b(?:level|lvl|severity|levelname|log\\.level)[\"']?\\s*[=:]\\s*[\"']?(" + WORDS + ")\\b",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern ANYWHERE = Pattern.compile("\\b(" + WORDS + ")\\b", Pattern.CASE_INSENSITIVE);

	private final List<String> words;

	LogLevel(String... words) {
		this.words = List.of(words);
	}

	/** The level with this name, in any case. */
	public static Optional<LogLevel> named(String word) {
		return Arrays.stream(values())
			.filter(level -> level.words.contains(word.strip().toLowerCase(Locale.ROOT)))
			.findFirst();
	}

	/** The level that a line names, a field for it before any other word. */
	public static Optional<LogLevel> of(String line) {
		Matcher named = NAMED.matcher(line);
		if (named.find()) {
			return named(named.group(1));
		}
		Matcher anywhere = ANYWHERE.matcher(line);
		return anywhere.find() ? named(anywhere.group(1)) : Optional.empty();
	}

}
