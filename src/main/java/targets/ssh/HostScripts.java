package targets.ssh;

import domain.backup.Backup;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.people.Said;
import domain.profile.ScriptProfile;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A system's own backup programs on its host. Each is run once under a name of its own,
 * whatever happens to the worker meanwhile.
 */
final class HostScripts {

	private static final String MADE = """
			cd "$1" && exec find . -mindepth 1 -maxdepth 1 -type f -name "$2" -newer "$HOME/.holdfast/operations/$3/command" -printf '%s %f\\n'
			""";

	private final Host host;

	private final Source source;

	private final Runnable alive;

	HostScripts(Host host, Source source, Runnable alive) {
		this.host = host;
		this.source = source;
		this.alive = alive;
	}

	/**
	 * What a program has made.
	 *
	 * @param begun when it began, by the host's clock
	 * @param files the files and their sizes
	 */
	record Made(Instant begun, SortedMap<String, Long> files) {

	}

	private ScriptProfile profile() {
		return this.source.asked().script();
	}

	/** Takes a backup, has it checked and listed by the system's own programs. */
	Made take(String runId, String step) {
		String operation = DetachedOperation.name(runId, step);
		run(operation, profile().take(), null);
		Made made = new Made(begin(operation), made(operation));
		if (made.files().isEmpty() || made.files().containsValue(0L)) {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED, Said.of(
					"host %s: '%s' ended with code 0, and %s in %s: nothing is backed up.",
					"servidor %s: '%s' terminou com código 0, e %s em %s: não há backup a fazer.", this.host.place(),
					String.join(" ", profile().take()),
					made.files().isEmpty()
							? Said.of("there is no new file %s", "não há arquivo novo %s", profile().files())
							: Said.of("a file of %s is empty", "um arquivo de %s está vazio", made.files().keySet()),
					profile().folder()));
		}
		String file = profile().folder() + "/" + made.files().firstKey();
		if (!profile().verify().isEmpty()) {
			run(DetachedOperation.name(runId, step + " verify"), profile().verify(), file);
		}
		if (!profile().list().isEmpty()) {
			String listed = run(DetachedOperation.name(runId, step + " list"), profile().list(), file);
			requireListed(listed, made.files().sequencedKeySet().stream().toList());
		}
		return made;
	}

	private void requireListed(String listed, List<String> files) {
		List<String> unlisted = files.stream().filter((name) -> !listed.contains(name)).toList();
		if (!unlisted.isEmpty()) {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED, Said.of(
					"host %s: '%s' does not list %s, which was just taken: it could not be restored by it.",
					"servidor %s: '%s' não lista %s, que acabou de ser feito: não poderia ser restaurado por ele.",
					this.host.place(), String.join(" ", profile().list()), unlisted));
		}
	}

	/** Has a file checked by the system's own program, where there is one for it. */
	void verify(String operation, String file) {
		if (profile().verify().stream().anyMatch((word) -> word.contains("{file}"))) {
			run(operation, profile().verify(), file);
		}
	}

	void restore(String operation, String file) {
		run(operation, profile().restore(), file);
	}

	/** Ends a restore that still runs. */
	void endRestore(String operation, String file) {
		this.host.endDetached(operation, command(profile().restore(), file), this.alive);
	}

	private String run(String operation, List<String> words, String file) {
		Command command = command(words, file);
		Answer answer = this.host.runDetached(operation, command, profile().within(), this.alive);
		if (!answer.succeeded()) {
			throw new PermanentFailure(answer.diskFull() ? FailureKind.NO_SPACE : FailureKind.NOT_VERIFIED,
					Said.of("host %s: '%s' ended with code %d: %s", "servidor %s: '%s' terminou com código %d: %s",
							this.host.place(), command.inWords(), answer.exitCode(), answer.lastWords()));
		}
		return answer.output();
	}

	private Command command(List<String> words, String file) {
		Command command = Command.of(words.stream()
			.map((word) -> (file == null) ? word
					: word.replace("{file}", file).replace("{folder}", file.substring(0, file.lastIndexOf('/'))))
			.toList());
		String directory = this.source.target().directory();
		return (directory == null) ? command : command.in(directory);
	}

	private Instant begin(String operation) {
		Command command = Command.of("sh", "-c", "exec stat --format=%Y \"$HOME/.holdfast/operations/$1/command\"",
				"holdfast", operation);
		return Instant.ofEpochSecond(Long.parseLong(demand(command).strip()));
	}

	private SortedMap<String, Long> made(String operation) {
		return sizes(demand(
				Command.of("sh", "-c", MADE.strip(), "holdfast", profile().folder(), profile().files(), operation)));
	}

	/** Every backup that the programs keep, and its size; others' as well. */
	SortedMap<String, Long> all() {
		return sizes(demand(Command.of("find", profile().folder(), "-mindepth", "1", "-maxdepth", "1", "-type", "f",
				"-name", profile().files(), "-printf", "%s %f\\n")));
	}

	/** The same with the moment of their last change, newest first. */
	List<Backup> dated() {
		String found = demand(Command.of("find", profile().folder(), "-mindepth", "1", "-maxdepth", "1", "-type", "f",
				"-name", profile().files(), "-printf", "%s %T@ %f\\n"));
		return found.lines()
			.map((line) -> line.split(" ", 3))
			.map((words) -> new Backup(words[2], this.source.name(), "own-program",
					this.host.place() + ":" + profile().folder() + "/" + words[2], Long.parseLong(words[0]), "",
					Instant.ofEpochSecond(Long.parseLong(words[1].replaceAll("\\..*", ""))), new TreeMap<>(), false, 0))
			.sorted(Comparator.comparing(Backup::recoveryPoint).reversed())
			.toList();
	}

	private SortedMap<String, Long> sizes(String lines) {
		SortedMap<String, Long> sizes = new TreeMap<>();
		lines.lines()
			.map((line) -> line.split(" ", 2))
			.forEach((words) -> sizes.put(legal(words[1]), Long.parseLong(words[0])));
		return sizes;
	}

	private String legal(String name) {
		if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
			throw new PermanentFailure(FailureKind.PROFILE, Said.of(
					"host %s: %s holds '%s', which cannot be the name of a part: letters, digits, dots, underscores and hyphens can.",
					"servidor %s: %s contém '%s', que não pode ser o nome de uma parte: letras, dígitos, pontos, sublinhados e hifens podem.",
					this.host.place(), profile().folder(), name));
		}
		return name;
	}

	private String demand(Command command) {
		return this.host.demand(command, FilePlaces.SHORT, FailureKind.NOT_FOUND, this.alive).output();
	}

}
