package activities;

import static org.assertj.core.api.Assertions.assertThat;

import domain.maintenance.Figure;
import domain.profile.CountedText;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Texts that are counted in what programs and logs print. */
class TextCountsTest {

	private static Figure counted(Double atMost, Double atLeast, int times) {
		TextCounts counts = new TextCounts(List.of(new CountedText("errors", "error", atMost, atLeast)));
		counts.addAll("an Error\n".repeat(times) + "all is well\n");
		return counts.figures().getFirst();
	}

	@TestFactory
	Stream<DynamicTest> theLimitItselfIsGoodAndOneBeyondIsNot() {
		return Stream
			.of("100 - 100 true", "100 - 101 false", "0 - 0 true", "0 - 1 false", "- 1 1 true", "- 1 0 false",
					"- - 0 true", "- - 9 true", "2 2 2 true", "2 2 3 false", "2 2 1 false")
			.map(each -> DynamicTest.dynamicTest(each, () -> {
				String[] words = each.split(" ");
				Figure figure = counted(limit(words[0]), limit(words[1]), Integer.parseInt(words[2]));
				assertThat(figure.good()).isEqualTo(Boolean.parseBoolean(words[3]));
				assertThat(figure.value()).isEqualTo(Double.parseDouble(words[2]));
			}));
	}

	private static Double limit(String word) {
		return word.equals("-") ? null : Double.valueOf(word);
	}

	@Test
	void linesThatDifferInNumbersAndIdsOnlyAreOneLineAndTheMostFrequentComeFirst() {
		TextCounts counts = new TextCounts(List.of(new CountedText("errors", "error", null, null)));
		counts.addAll("""
				error 17 of request 0x1f
				error 18 of request 0x20
				error in 123e4567-e89b-12d3-a456-426614174000
				all is well
				""");
		assertThat(counts.top(10)).containsExactly("2 × error # of request #", "1 × error in #");
		assertThat(counts.top(1)).hasSize(1);
	}

	@Test
	void aLineIsCutAndNoMoreThanTenThousandDifferentOnesAreKept() {
		TextCounts counts = new TextCounts(List.of(new CountedText("errors", "error", null, null)));
		counts.addAll("error " + "x".repeat(1000));
		assertThat(counts.top(1).getFirst()).endsWith("…").hasSizeLessThan(260);
		for (int line = 0; line < 10_100; line++) {
			counts.addAll("error " + "x".repeat(line % 101 + 1) + "y".repeat(line / 101 + 1));
		}
		assertThat(counts.top(20_000)).hasSize(10_000);
		assertThat(counts.figures().getFirst().value()).as("all are counted").isEqualTo(10_101.0);
	}

}
