package stores;

import domain.backup.Finding;
import domain.backup.Findings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words people what speaks for and against backups and restored data. Engines and servers
 * say it in English, where no language is known; here it gets that of the profile. What
 * servers and tools answered stays as they said it.
 */
public final class EvidenceWords {

	private static final String TEXTS = "evidence-pt.txt";

	private static final List<Text> PORTUGUESE = read();

	private EvidenceWords() {
	}

	/**
	 * The text in a language; as it is where it has no other words.
	 * @param language BCP 47 tag; English when absent
	 */
	public static String inWords(String language, String english) {
		return english == null || language == null || !language.startsWith("pt") ? english : portuguese(english);
	}

	/** The same of every comparison. */
	public static Findings inWords(String language, Findings findings) {
		return new Findings(findings.all()
			.stream()
			.map(finding -> new Finding(inWords(language, finding.what()), inWords(language, finding.expected()),
					inWords(language, finding.found()), finding.good()))
			.toList());
	}

	private static String portuguese(String english) {
		return PORTUGUESE.stream().flatMap(text -> text.of(english).stream()).findFirst().orElse(english);
	}

	private static List<Text> read() {
		try (InputStream stream = EvidenceWords.class.getResourceAsStream(TEXTS);
				BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
			return lines.lines()
				.filter(line -> !line.isBlank() && !line.startsWith("#"))
				.map(line -> line.split(" = ", 2))
				.map(pair -> new Text(pattern(pair[0]), List.of(pair[1].split("\\{}", -1))))
				.toList();
		}
		catch (IOException unreadable) {
			throw new UncheckedIOException(TEXTS + " cannot be read", unreadable);
		}
	}

	private static Pattern pattern(String english) {
		String gaps = Pattern.quote(english)
			.replace("{}", "\\E(.+?)\\Q")
			.replace("{#}", "\\E(\\d+)\\Q")
			.replace("{w}", "\\E(\\S+)\\Q");
		return Pattern.compile(gaps, Pattern.DOTALL);
	}

	/** One text, and what stands around its gaps in Portuguese. */
	private record Text(Pattern english, List<String> portuguese) {

		Optional<String> of(String text) {
			Matcher matcher = english.matcher(text);
			return matcher.matches() ? Optional.of(filled(matcher.toMatchResult())) : Optional.empty();
		}

		private String filled(MatchResult found) {
			StringBuilder filled = new StringBuilder(portuguese.getFirst());
			for (int gap = 1; gap <= found.groupCount(); gap++) {
				filled.append(EvidenceWords.portuguese(found.group(gap))).append(portuguese.get(gap));
			}
			return filled.toString();
		}

	}

}
