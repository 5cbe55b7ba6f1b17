package targets.compose;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import targets.ssh.Answer;
import targets.ssh.Command;
import targets.ssh.Host;

/**
 * Which program is compose on a host: the plugin of Docker ({@code docker compose}) or
 * the older program of its own ({@code docker-compose}, as runbook E writes it). Asked
 * once for each host.
 */
final class Programs {

	private static final Duration WITHIN = Duration.ofMinutes(1);

	private static final List<List<String>> KNOWN = List.of(List.of("docker", "compose"), List.of("docker-compose"));

	private final Map<String, List<String>> found = new ConcurrentHashMap<>();

	List<String> compose(Host host, Runnable alive) {
		List<String> known = this.found.get(host.place());
		if (known != null) {
			return known;
		}
		List<String> program = ask(host, alive);
		this.found.put(host.place(), program);
		return program;
	}

	private static List<String> ask(Host host, Runnable alive) {
		StringBuilder answers = new StringBuilder();
		for (List<String> program : KNOWN) {
			Answer answer = host.run(Command.of(with(program, List.of("version", "--short"))), WITHIN, alive);
			if (answer.succeeded()) {
				return program;
			}
			answers.append("; ").append(String.join(" ", program)).append(": ").append(answer.errors().strip());
		}
		throw new PermanentFailure(FailureKind.NOT_FOUND,
				"host %s has neither 'docker compose' nor 'docker-compose'%s. Install docker-compose-plugin there."
					.formatted(host.place(), answers));
	}

	static List<String> with(List<String> first, List<String> more) {
		return java.util.stream.Stream.concat(first.stream(), more.stream()).toList();
	}

}
