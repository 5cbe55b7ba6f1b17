package domain.profile;

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
 * @param codes exit codes that are good; 0 when absent
 */
public record RoutineCommand(@Required String target, String image, String component, @Required List<String> command,
		List<CountedText> counts, List<Integer> codes) {

	public RoutineCommand {
		command = SystemProfile.listOf(command);
		counts = SystemProfile.listOf(counts);
		codes = codes == null || codes.isEmpty() ? List.of(0) : List.copyOf(codes);
	}

}
