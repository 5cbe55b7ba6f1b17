package targets.ssh;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.people.Said;
import java.util.regex.Pattern;

/** What hosts answer when they do not let a command run, or have no room for it. */
final class Refusals {

	private static final Pattern SUDO = Pattern.compile(
			"(?m)^sudo: (a password is required|a terminal is required|.*no tty present)|is not in the sudoers file|is not allowed to (run sudo|execute)|may not run sudo");

	private Refusals() {
	}

	/** Fails when {@code sudo} refused; the command did not run then. */
	static void check(String place, String user, Command command, Answer answer) {
		if (command.sudo() && answer.exitCode() == 1 && SUDO.matcher(answer.errors()).find()) {
			throw new PermanentFailure(FailureKind.FORBIDDEN, Said.of(
					"host %s: sudo refuses '%s' (%s). Allow it there with visudo -f /etc/sudoers.d/holdfast and the line: %s ALL=(root) NOPASSWD: %s",
					"servidor %s: sudo recusa '%s' (%s). Permita lá com visudo -f /etc/sudoers.d/holdfast e a linha: %s ALL=(root) NOPASSWD: %s",
					place, command.inWords(), answer.lastWords(), user, allowed(command)));
		}
	}

	/**
	 * The program with its whole path, as sudoers asks for it; an environment needs env.
	 */
	private static String allowed(Command command) {
		String program = command.environment().isEmpty() ? command.arguments().getFirst() : "env";
		return program.startsWith("/") ? program : "/usr/bin/" + program;
	}

	/** The failure of a command that had to succeed. */
	static PermanentFailure failure(FailureKind kind, String place, Command command, Answer answer) {
		FailureKind said = answer.diskFull() ? FailureKind.NO_SPACE : kind;
		Said help = answer.diskFull() ? Said.of(" The host's disk is full: make room there (df -h says where).",
				" O disco do servidor está cheio: libere espaço lá (df -h diz onde).") : Said.quoted("");
		return new PermanentFailure(said,
				Said.of("host %s: '%s' ended with code %d: %s%s", "servidor %s: '%s' terminou com código %d: %s%s",
						place, command.inWords(), answer.exitCode(), answer.lastWords(), help));
	}

}
