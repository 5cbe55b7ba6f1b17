package domain.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A program that looks at something and prints what it sees: a scan, a list of outdated
 * packages, a load test. It must bear being run twice.
 *
 * @param target name of the cluster or host where it runs
 * @param image image of the Job that runs it (cluster)
 * @param component component in one of whose pods it runs (cluster, instead of an image)
 * @param command program and arguments, which no shell reads
 * @param counts lines of its output that are counted, each with its limit
 * @param prints what it prints; {@code lines} when absent
 * @param load whether it puts load on what it runs against; where components of the
 * system run its task then needs {@code approval}. No when absent
 * @param codes exit codes that are good; 0 when absent
 */
public record RoutineCommand(@Required String target, String image, String component, @Required List<String> command,
		List<CountedText> counts, Prints prints, Boolean load, List<Integer> codes) {

	public RoutineCommand {
		command = SystemProfile.listOf(command);
		counts = SystemProfile.listOf(counts);
		prints = prints == null ? Prints.LINES : prints;
		load = load != null && load;
		codes = codes == null || codes.isEmpty() ? List.of(0) : List.copyOf(codes);
	}

	/** What a program prints. */
	public enum Prints {

		/** Lines of text, which are counted as they are. */
		@JsonProperty("lines")
		LINES,
		/**
		 * A scan by trivy in its JSON ({@code --format json}). A line is counted for each
		 * vulnerability, its severity first: {@code CRITICAL CVE-2026-1 openssl 3.0.1};
		 * what is no such report is a failure and never a pass.
		 */
		@JsonProperty("trivy")
		TRIVY

	}

}
