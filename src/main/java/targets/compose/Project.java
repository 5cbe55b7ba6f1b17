package targets.compose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.profile.TargetProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import targets.ssh.Answer;
import targets.ssh.Command;
import targets.ssh.Host;

/** A compose project in its folder on a host. */
final class Project {

	/** How long a question may take; changes run detached. */
	static final Duration QUESTION = Duration.ofMinutes(1);

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final int REREADS = 3;

	private static final int LOG_SHOWN = 800;

	private final Host host;

	private final TargetProfile target;

	private final Programs programs;

	private final Runnable alive;

	Project(Host host, TargetProfile target, Programs programs, Runnable alive) {
		this.host = host;
		this.target = target;
		this.programs = programs;
		this.alive = alive;
	}

	Host host() {
		return this.host;
	}

	Runnable alive() {
		return this.alive;
	}

	/** As messages name it: {@code user@host:port:/folder}. */
	String place() {
		return this.host.place() + ":" + this.target.directory();
	}

	/** A program run in the project's folder. */
	Command inFolder(List<String> arguments) {
		return Command.of(arguments).in(this.target.directory());
	}

	/** The project's compose with these arguments. */
	Command compose(List<String> arguments) {
		List<String> words = new ArrayList<>(this.programs.compose(this.host, this.alive));
		this.target.composeFiles().forEach((file) -> words.addAll(List.of("--file", file)));
		words.addAll(arguments);
		return inFolder(words);
	}

	Command compose(String... arguments) {
		return compose(List.of(arguments));
	}

	/** Asks and judges nothing but whether Docker and the project could be reached. */
	Answer ask(Command command) {
		return reached(command, this.host.run(command, QUESTION, this.alive));
	}

	/** Asks what must be answered. */
	String demand(Command command, FailureKind kind) {
		Answer answer = ask(command);
		if (!answer.succeeded()) {
			throw this.host.failure(kind, command, answer);
		}
		return answer.output();
	}

	/**
	 * Changes something once under a name of its own, however often it is asked.
	 * @param kind what kind of failure an exit code other than 0 is
	 */
	Answer change(String operation, Command command, Duration within, FailureKind kind) {
		Answer answer = reached(command, this.host.runDetached(operation, command, within, this.alive));
		if (!answer.succeeded()) {
			throw failed(imageMissing(answer) ? FailureKind.IMAGE_NOT_PULLABLE : kind, command, answer);
		}
		return answer;
	}

	/** A build says in its output why it failed, and in its errors only that it did. */
	private PermanentFailure failed(FailureKind kind, Command command, Answer answer) {
		PermanentFailure failure = this.host.failure(kind, command, answer);
		String output = answer.output().strip();
		if (answer.errors().isBlank() || output.isEmpty()) {
			return failure;
		}
		return new PermanentFailure(failure.kind(), failure.getMessage() + " Its last output: " + tail(output));
	}

	private static String tail(String said) {
		return (said.length() <= LOG_SHOWN) ? said : "..." + said.substring(said.length() - LOG_SHOWN);
	}

	private static boolean imageMissing(Answer answer) {
		return answer.errors().contains("pull access denied") || answer.errors().contains("manifest unknown")
				|| answer.errors().contains("manifest for ");
	}

	private Answer reached(Command command, Answer answer) {
		if (answer.succeeded()) {
			return answer;
		}
		String said = answer.errors();
		if (said.contains("permission denied") && said.contains("docker")) {
			throw new PermanentFailure(FailureKind.FORBIDDEN,
					"host %s: its Docker engine lets our user do nothing (%s). Put the user into the group docker there."
						.formatted(this.host.place(), said.strip()));
		}
		if (said.contains("Cannot connect to the Docker daemon") || said.contains("Is the docker daemon running")) {
			throw new TransientFailure(
					"host %s: its Docker engine does not answer: %s".formatted(this.host.place(), said.strip()), null);
		}
		if (said.contains("no configuration file provided") || said.contains("no such file or directory")
				|| said.contains("can't cd to")) {
			throw this.host.failure(FailureKind.NOT_FOUND, command, answer);
		}
		return answer;
	}

	/** The instances of a service; empty when the project does not know the service. */
	Optional<List<Container>> service(String name) {
		Command listing = compose("ps", "--all", "--quiet", name);
		Answer answer = ask(listing);
		if (!answer.succeeded()) {
			if (answer.errors().toLowerCase(java.util.Locale.ROOT).contains("no such service")) {
				return Optional.empty();
			}
			throw this.host.failure(FailureKind.NOT_FOUND, listing, answer);
		}
		return Optional.of(inspect(listing, answer));
	}

	/** Every container of every service. */
	List<Container> containers() {
		Command listing = compose("ps", "--all", "--quiet");
		Answer answer = ask(listing);
		if (!answer.succeeded()) {
			throw this.host.failure(FailureKind.NOT_FOUND, listing, answer);
		}
		return inspect(listing, answer);
	}

	private List<Container> inspect(Command listing, Answer first) {
		List<String> ids = ids(first);
		for (int reread = 0; reread < REREADS; reread++) {
			if (ids.isEmpty()) {
				return List.of();
			}
			Command inspecting = Command.of(Programs.with(List.of("docker", "inspect", "--type", "container"), ids));
			Answer answer = ask(inspecting);
			if (answer.succeeded()) {
				return read(answer.output());
			}
			// One of them was removed after it was listed.
			ids = ids(ask(listing));
		}
		throw new TransientFailure("host %s: containers of %s come and go faster than they can be looked at."
			.formatted(this.host.place(), this.target.directory()), null);
	}

	private static List<String> ids(Answer answer) {
		return answer.output().lines().map(String::strip).filter((line) -> !line.isEmpty()).toList();
	}

	private List<Container> read(String json) {
		try {
			List<Container> containers = new ArrayList<>();
			for (JsonNode inspected : JSON.readTree(json)) {
				containers.add(Container.of(inspected));
			}
			return containers.stream()
				.filter((container) -> !container.oneOff())
				.sorted(Comparator.comparing(Container::name))
				.toList();
		}
		catch (JsonProcessingException unreadable) {
			throw new TransientFailure("host %s: docker inspect did not answer with JSON: %s"
				.formatted(this.host.place(), unreadable.getOriginalMessage()), unreadable);
		}
	}

	/** The last that a container wrote, as a message repeats it. */
	String lastWords(Container container) {
		Answer answer = ask(Command.of("docker", "logs", "--tail", "20", container.id()));
		return tail((answer.output() + answer.errors()).strip());
	}

}
