package systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A small correct profile, broken once per case of {@code rules.txt}: {@code # name}, one
 * {@code - line} to be replaced (or {@code @ line} to be kept and followed by more), its
 * {@code + replacement} lines, and the {@code = problems} that must be reported, all and
 * in order.
 */
class RulesTest {

	@Test
	void theProfileThatIsBrokenBelowIsCorrect() throws IOException {
		assertThat(problems(resource("shop.yaml"))).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("cases")
	void aProblemIsReportedWithItsLineFieldReasonAndWhatIsAllowed(Case broken) throws IOException {
		String correct = resource("shop.yaml");
		assertThat(("\n" + correct).split("\n" + Pattern.quote(broken.line() + "\n"), -1)).as("the line is there once")
			.hasSize(2);
		String text = ("\n" + correct).replace("\n" + broken.line() + "\n", "\n" + broken.replacement()).substring(1);
		assertThat(problems(text)).containsExactlyElementsOf(broken.expected());
	}

	private static List<String> problems(String text) {
		return new ProfileReader(Map.of("SHOP_SET", "set")::get).read(new ProfileFile("shop.yaml", text))
			.problems()
			.stream()
			.map(Problem::toString)
			.toList();
	}

	static Stream<Arguments> cases() throws IOException {
		List<Case> cases = new ArrayList<>();
		for (String block : resource("rules.txt").split("\n\n")) {
			cases.add(Case.of(block));
		}
		return cases.stream().map(each -> Arguments.of(Named.of(each.name(), each)));
	}

	private static String resource(String name) throws IOException {
		try (InputStream stream = RulesTest.class.getResourceAsStream("/profiles/" + name)) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	record Case(String name, String line, String replacement, List<String> expected) {

		static Case of(String block) {
			String name = "";
			String line = "";
			StringBuilder replacement = new StringBuilder();
			List<String> expected = new ArrayList<>();
			for (String row : block.strip().split("\n")) {
				String rest = row.length() > 2 ? row.substring(2) : "";
				switch (row.charAt(0)) {
					case '#' -> name = rest;
					case '-' -> line = rest;
					case '@' -> {
						line = rest;
						replacement.append(rest).append('\n');
					}
					case '+' -> replacement.append(rest).append('\n');
					case '=' -> expected.add(rest);
					default -> throw new IllegalArgumentException(row);
				}
			}
			return new Case(name, line, replacement.toString(), expected);
		}

	}

}
