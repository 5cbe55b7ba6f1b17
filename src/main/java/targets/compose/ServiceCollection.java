package targets.compose;

import domain.diagnosis.CollectRequest;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import java.util.ArrayList;
import java.util.List;
import targets.LogLines;
import targets.Sink;
import targets.ssh.Command;
import targets.ssh.HostWords;

/** Everything about one service of a compose project and its containers (runbook E). */
final class ServiceCollection {

	private final Project project;

	private final CollectRequest request;

	private final HostWords words;

	ServiceCollection(Project project, CollectRequest request, Sink sink) {
		this.project = project;
		this.request = request;
		this.words = new HostWords(project.host(), sink, project.alive());
	}

	void collect() {
		String service = this.request.workload().name();
		this.words.part("project.txt", "services of the project",
				() -> this.words.output("project.txt", "services of the project", this.project.compose("ps", "--all")));
		this.words.part("containers", "containers of service " + service, () -> {
			List<Container> containers = this.project.service(service)
				.orElseThrow(() -> new PermanentFailure(FailureKind.NOT_FOUND,
						"the compose project %s has no service %s".formatted(this.project.place(), service)));
			if (containers.isEmpty()) {
				throw new PermanentFailure(FailureKind.NOT_FOUND, "the service has none: it is stopped");
			}
			this.words.output("stats.txt", "what its containers use now",
					Command.of(Programs.with(List.of("docker", "stats", "--no-stream"), ids(containers))));
			containers.forEach(this::container);
		});
	}

	private static List<String> ids(List<Container> containers) {
		return containers.stream().map(Container::id).toList();
	}

	private void container(Container container) {
		String folder = "containers/" + container.name() + "/";
		this.words.log(folder + "container.log", "its log, of earlier starts too", Command.of(logs(container)),
				this.request.filter());
		this.words.output(folder + "inspect.json", "its description",
				Command.of("docker", "inspect", "--type", "container", container.id()));
		this.words.output(folder + "processes.txt", "its processes", Command.of("docker", "top", container.id()));
	}

	private List<String> logs(Container container) {
		List<String> command = new ArrayList<>(
				List.of("docker", "logs", "--timestamps", "--tail", Integer.toString(LogLines.MOST_LINES)));
		if (this.request.filter().since() != null) {
			command.addAll(List.of("--since", Math.max(1, this.request.filter().since().toSeconds()) + "s"));
		}
		command.add(container.id());
		return command;
	}

}
