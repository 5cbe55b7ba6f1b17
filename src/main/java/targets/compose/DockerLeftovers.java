package targets.compose;

import domain.failure.FailureKind;
import domain.maintenance.Leftover;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import targets.ssh.Answer;
import targets.ssh.Command;
import targets.ssh.Host;

/**
 * Objects of a Docker engine that no container uses. Volumes with a name that somebody
 * gave are not among them: they may hold the data of a project that is stopped.
 */
final class DockerLeftovers {

	private static final Duration WITHIN = Duration.ofMinutes(2);

	private static final Pattern ANONYMOUS = Pattern.compile("[0-9a-f]{64}");

	/** Gone already, or needed again: both are as wanted. */
	private static final Pattern FINE = Pattern
		.compile("No such |not found|is being used|in use|has active endpoints|has dependent child images");

	private final Host host;

	private final Kind kind;

	private final Runnable alive;

	DockerLeftovers(Host host, Kind kind, Runnable alive) {
		this.host = host;
		this.kind = kind;
		this.alive = alive;
	}

	List<Leftover> find(Instant before) {
		List<String> ids = docker("ls", "--quiet", "--filter", "dangling=true", "--no-trunc").filter(this::ours)
			.distinct()
			.toList();
		if (ids.isEmpty()) {
			return List.of();
		}
		List<String> words = new ArrayList<>(List.of("inspect", "--format", this.kind.format));
		words.addAll(ids);
		return docker(words.toArray(String[]::new)).map(DockerLeftovers::leftover)
			.filter((found) -> found.since().isBefore(before))
			.filter(unused())
			.toList();
	}

	/**
	 * The engine counts running containers only where networks are concerned: a container
	 * that is stopped could not be started again without its own.
	 */
	private Predicate<Leftover> unused() {
		if (this.kind != Kind.NETWORK) {
			return (found) -> true;
		}
		Command command = Command.of(List.of("docker", "ps", "--all", "--no-trunc", "--format", "{{.Networks}}"));
		Set<String> used = this.host.demand(command, WITHIN, FailureKind.NOT_FOUND, this.alive)
			.output()
			.lines()
			.flatMap((line) -> Stream.of(line.strip().split(",")))
			.collect(Collectors.toSet());
		return (found) -> !used.contains(found.name());
	}

	private boolean ours(String id) {
		return !id.isBlank() && (this.kind != Kind.VOLUME || ANONYMOUS.matcher(id).matches());
	}

	private Stream<String> docker(String... words) {
		List<String> all = new ArrayList<>(List.of("docker", word()));
		for (String word : words) {
			// Volumes have no short names.
			if (this.kind != Kind.VOLUME || !word.equals("--no-trunc")) {
				all.add(word);
			}
		}
		return this.host.demand(Command.of(all), WITHIN, FailureKind.NOT_FOUND, this.alive)
			.output()
			.lines()
			.map(String::strip)
			.filter((line) -> !line.isEmpty());
	}

	private String word() {
		return this.kind.name().toLowerCase(Locale.ROOT);
	}

	private static Leftover leftover(String line) {
		String[] parts = line.split("\\|");
		return new Leftover(parts[0], parts.length > 2 ? Long.parseLong(parts[2]) : 0,
				OffsetDateTime.parse(parts[1]).toInstant());
	}

	void remove(List<Leftover> some) {
		this.host.confirmIdentity(this.alive);
		List<Leftover> still = some.stream().filter(unused()).toList();
		if (still.isEmpty()) {
			return;
		}
		List<String> words = new ArrayList<>(List.of("docker", word(), "rm"));
		still.forEach((each) -> words.add(each.name()));
		Command command = Command.of(words);
		Answer answer = this.host.run(command, WITHIN, this.alive);
		boolean wrong = answer.errors()
			.lines()
			.filter((line) -> !line.isBlank())
			.anyMatch((line) -> !FINE.matcher(line).find());
		if (!answer.succeeded() && wrong) {
			throw this.host.failure(FailureKind.CONFLICT, command, answer);
		}
	}

	/** The kinds of objects. */
	enum Kind {

		IMAGE("{{.Id}}|{{.Created}}|{{.Size}}"), VOLUME("{{.Name}}|{{.CreatedAt}}"),
		NETWORK("{{.Name}}|{{.Created.Format \"2006-01-02T15:04:05Z07:00\"}}");

		private final String format;

		Kind(String format) {
			this.format = format;
		}

	}

}
