package domain.profile;

import java.time.Duration;
import java.util.List;

/**
 * A command that measures a model file and prints a number as the last word of its
 * output.
 *
 * @param command program and arguments, run on the target in its directory;
 * <code>{{file}}</code> stands for the file that is measured
 * @param atLeast smallest number that is good
 * @param atMost greatest number that is good
 * @param unit what the number counts, for people
 * @param within how long it may take, 10 minutes when absent
 */
public record ModelProbe(@Required List<String> command, Double atLeast, Double atMost, String unit, Duration within) {

	public ModelProbe {
		command = SystemProfile.listOf(command);
		unit = unit == null ? "" : unit;
		within = within == null ? Duration.ofMinutes(10) : within;
	}

	/** Whether a number is within the limits. */
	public boolean good(double number) {
		return (atLeast == null || number >= atLeast) && (atMost == null || number <= atMost);
	}

	/** The limits for people: "at least 95.0 %". */
	public String limits() {
		String least = atLeast == null ? "" : "at least " + atLeast;
		String most = atMost == null ? "" : "at most " + atMost;
		return (least + (least.isEmpty() || most.isEmpty() ? "" : ", ") + most + " " + unit).strip();
	}

}
