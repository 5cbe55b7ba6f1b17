package probes.hosts;

import domain.probe.Finding;
import domain.profile.Probe;
import domain.profile.TargetProfile;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The containers of a compose service, found by the labels that every version of compose
 * gives them.
 */
final class ComposeQuestion implements HostQuestion {

	private static final int STATE = 1;

	private static final int STATUS = 2;

	@Override
	public List<String> command(Probe probe, TargetProfile host) {
		return List.of("docker", "ps", "--all", "--filter",
				"label=com.docker.compose.project.working_dir=" + host.directory(), "--filter",
				"label=com.docker.compose.service=" + probe.service(), "--format",
				"{{.Names}}\t{{.State}}\t{{.Status}}");
	}

	@Override
	public Finding read(Probe probe, String output) {
		List<String[]> containers = output.lines()
			.filter(line -> !line.isBlank())
			.map(line -> line.split("\t"))
			.filter(columns -> columns.length > STATUS)
			.toList();
		if (containers.isEmpty()) {
			return new Finding.Broken("there is no container of service " + probe.service());
		}
		String words = containers.stream()
			.map(columns -> columns[0] + ": " + columns[STATUS])
			.collect(Collectors.joining("; "));
		boolean down = containers.stream()
			.anyMatch(columns -> !columns[STATE].equals("running") || columns[STATUS].contains("(unhealthy)"));
		if (down) {
			return new Finding.Broken(words);
		}
		boolean starting = containers.stream().anyMatch(columns -> columns[STATUS].contains("(health: starting)"));
		return starting ? new Finding.Impaired(words) : new Finding.Measured(containers.size(), "containers", words);
	}

}
