package targets.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A program to run on a host, as an argument list: nothing in it is read by a shell.
 * Arguments and environment are seen by everybody who lists the host's processes: secrets
 * go through the input, or are read on the host from a file.
 *
 * @param arguments program first, then its arguments
 * @param directory folder to run in; null: the user's home folder
 * @param environment variables in addition to those that the host gives; messages are
 * asked for in English (C.UTF-8) unless {@code LC_ALL} says otherwise
 * @param sudo whether root runs it, by {@code sudo} without a password
 * @param input what the program reads on its standard input
 */
public record Command(List<String> arguments, String directory, Map<String, String> environment, boolean sudo,
		byte[] input) {

	private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

	private static final int SHOWN_WORDS = 12;

	private static final int SHOWN = 120;

	public Command {
		arguments = List.copyOf(arguments);
		environment = Map.copyOf(environment);
		environment.keySet().forEach(Command::check);
	}

	/** A program with its arguments. */
	public static Command of(String... arguments) {
		return of(List.of(arguments));
	}

	/** A program with its arguments. */
	public static Command of(List<String> arguments) {
		return new Command(arguments, null, Map.of(), false, new byte[0]);
	}

	/** The same, run in this folder. */
	public Command in(String folder) {
		return new Command(this.arguments, folder, this.environment, this.sudo, this.input);
	}

	/** The same with one more environment variable. */
	public Command with(String name, String value) {
		Map<String, String> more = new TreeMap<>(this.environment);
		more.put(name, value);
		return new Command(this.arguments, this.directory, more, this.sudo, this.input);
	}

	/** The same, run by root. */
	public Command asRoot() {
		return new Command(this.arguments, this.directory, this.environment, true, this.input);
	}

	/** The same, reading these bytes. */
	public Command reading(byte[] bytes) {
		return new Command(this.arguments, this.directory, this.environment, this.sudo, bytes.clone());
	}

	/** The one line that the host's shell splits into exactly this command. */
	String line() {
		return line(Map.of());
	}

	/**
	 * The same line with a mark in the environment of the process and its children.
	 * Processes of root do not get it.
	 */
	String line(Map<String, String> mark) {
		List<String> words = new ArrayList<>();
		Map<String, String> variables = new TreeMap<>(this.environment);
		if (!this.sudo) {
			variables.putAll(mark);
		}
		if (this.sudo) {
			// sudo drops the environment: what is asked for is set behind it. Without
			// any, sudoers may allow exactly this program.
			words.addAll(List.of("env", "LC_ALL=C.UTF-8", "sudo", "-n", "--"));
		}
		else {
			variables.putIfAbsent("LC_ALL", "C.UTF-8");
		}
		if (!variables.isEmpty()) {
			words.add("env");
			variables.forEach((name, value) -> words.add(name + "=" + value));
		}
		words.addAll(this.arguments);
		String line = "exec " + ShellCommand.line(words);
		return (this.directory == null) ? line : ShellCommand.line(List.of("cd", this.directory)) + " && " + line;
	}

	/**
	 * What people read: the words, long ones as dots, without the environment and the
	 * input.
	 */
	String inWords() {
		return (this.sudo ? "sudo " : "")
				+ this.arguments.stream().limit(SHOWN_WORDS).map(Command::shown).collect(Collectors.joining(" "))
				+ ((this.arguments.size() > SHOWN_WORDS) ? " ..." : "");
	}

	/** Neither the environment nor the input: a log may print it. */
	@Override
	public String toString() {
		return inWords();
	}

	private static String shown(String argument) {
		return (argument.length() > SHOWN || argument.indexOf('\n') >= 0) ? "..." : argument;
	}

	private static void check(String name) {
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException("The environment of a command for a host holds the name '" + name
					+ "': write letters, digits and underscores, no digit first.");
		}
	}

}
