package domain.profile;

import java.time.Duration;
import java.util.List;

/**
 * What is looked for in logs.
 *
 * @param components components whose logs are read; all that run on a target when absent
 * @param since how far back; a day when absent
 * @param patterns what is counted
 * @param top how many of the most frequent matching lines are shown, numbers and ids
 * taken out so that they count as one; 10 when absent
 */
public record LogReview(List<String> components, Duration since, @Required List<CountedText> patterns, Integer top) {

	private static final int USUAL_TOP = 10;

	public LogReview {
		components = SystemProfile.listOf(components);
		since = since == null ? Duration.ofDays(1) : since;
		patterns = SystemProfile.listOf(patterns);
		top = top == null ? USUAL_TOP : top;
	}

}
