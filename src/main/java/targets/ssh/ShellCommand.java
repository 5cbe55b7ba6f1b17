package targets.ssh;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Turns an argument list into the one line that SSH's exec request carries. SSH knows no
 * argument list: the host's login shell splits the line again, so every argument is
 * quoted as POSIX 2.2.2 says (single quotes keep every character but the single quote
 * itself).
 */
final class ShellCommand {

	private ShellCommand() {
	}

	/**
	 * The line that a POSIX shell splits into exactly these arguments.
	 * @param arguments program first, then its arguments
	 * @return the quoted line
	 * @throws IllegalArgumentException when there is no program, or an argument holds the
	 * NUL character, which no program can be given
	 */
	static String line(List<String> arguments) {
		if (arguments.isEmpty() || arguments.getFirst().isEmpty()) {
			throw new IllegalArgumentException(
					"A command for a host needs a program as its first argument; the list has none.");
		}
		return arguments.stream().map(ShellCommand::quoted).collect(Collectors.joining(" "));
	}

	private static String quoted(String argument) {
		if (argument.indexOf('\0') >= 0) {
			throw new IllegalArgumentException("An argument of a command for a host holds the NUL character at index "
					+ argument.indexOf('\0') + "; remove it, no program can be given one.");
		}
		return "'" + argument.replace("'", "'\\''") + "'";
	}

}
