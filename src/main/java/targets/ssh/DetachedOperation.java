package targets.ssh;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import targets.Backoff;

/**
 * A long command under its own name on a host. It is begun by whoever comes first and
 * belongs to nobody: the host's folder knows whether it runs, what it said and how it
 * ended. Systemd hosts must not end a user's processes at logout
 * ({@code KillUserProcesses=no} in logind.conf, as Debian has it).
 */
public final class DetachedOperation {

	private static final int KEPT = 1 << 20;

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

	private static final Duration LOOK = Duration.ofSeconds(30);

	/** How long a host may be out of reach before the step is told. */
	private static final Duration OUT_OF_REACH = Duration.ofSeconds(30);

	private static final Duration TO_END = Duration.ofSeconds(5);

	private static final Duration TO_BEGIN = Duration.ofSeconds(5);

	private final Host host;

	private final String name;

	private final Command command;

	DetachedOperation(Host host, String name, Command command) {
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException("'" + name
					+ "' cannot name an operation: letters, digits, dots, underscores and hyphens can, up to 200.");
		}
		this.host = host;
		this.name = name;
		this.command = command;
	}

	/**
	 * The same name for the same step of the same run, and for no other.
	 * @param runId the procedure's run
	 * @param step what is done in it, unique in the run
	 */
	public static String name(String runId, String step) {
		String plain = (runId + "." + step).replaceAll("[^A-Za-z0-9._-]", "-");
		String distinct = Integer.toHexString((runId + "\0" + step).hashCode());
		return "run-" + plain.substring(0, Math.min(160, plain.length())) + "-" + distinct;
	}

	Answer run(Duration within, Runnable alive) {
		Backoff backoff = new Backoff(alive);
		long begin = System.nanoTime();
		long started = begin;
		boolean seen = false;
		String state = start(backoff);
		while (!state.startsWith("ended ")) {
			refuse(state, seen);
			seen |= state.equals("running");
			if (System.nanoTime() - begin > within.toNanos()) {
				throw overdue(within, backoff);
			}
			backoff.pause();
			if (!seen && System.nanoTime() - started > TO_BEGIN.toNanos()) {
				// Its start was cut short; starting again cannot run it twice.
				state = start(backoff);
				started = System.nanoTime();
			}
			else {
				state = ask(backoff, script("look"));
			}
		}
		return answer(state, backoff);
	}

	private String start(Backoff backoff) {
		byte[] input = this.command.input();
		return ask(backoff,
				script("start", Scripts.RUNNER, this.command.line(), Integer.toString(input.length)).reading(input));
	}

	private Command script(String verb, String... more) {
		List<String> arguments = new ArrayList<>(List.of(verb, this.name));
		arguments.addAll(List.of(more));
		return Scripts.command(Scripts.OPERATION, arguments.toArray(String[]::new));
	}

	private String ask(Backoff backoff, Command script) {
		return patiently(backoff, script).output().strip();
	}

	/** Every script may run twice, so a lost connection is only a pause. */
	private Answer patiently(Backoff backoff, Command script) {
		long lost = 0;
		while (true) {
			try {
				return checked(script, this.host.run(script, LOOK, backoff.alive()));
			}
			catch (TransientFailure failure) {
				long now = System.nanoTime();
				lost = (lost == 0) ? now : lost;
				if (now - lost > OUT_OF_REACH.toNanos()) {
					throw failure;
				}
			}
			backoff.pause();
		}
	}

	private Answer checked(Command script, Answer answer) {
		if (answer.exitCode() == Scripts.CUT_SHORT) {
			throw new TransientFailure(Said.of("host %s: operation %s was not begun: %s",
					"servidor %s: a operação %s não começou: %s", this.host.place(), this.name, answer.lastWords()),
					null);
		}
		if (!answer.succeeded()) {
			throw this.host.failure(FailureKind.FORBIDDEN, script, answer);
		}
		return answer;
	}

	private void refuse(String state, boolean seen) {
		if (state.equals("other")) {
			throw new PermanentFailure(FailureKind.CONFLICT, Said.of(
					"host %s: another command runs or ran there as operation %s; it was left alone. A name is for one command with one input.",
					"servidor %s: outro comando roda ou rodou lá como operação %s; nada foi feito com ele. Um nome é para um comando com uma entrada.",
					this.host.place(), this.name));
		}
		if (state.startsWith("vanished") || (seen && state.equals("absent"))) {
			throw new PermanentFailure(FailureKind.NOT_READY, Said.of(
					"host %s: '%s' (operation %s) was begun there, and its process is gone without an exit code: it was killed, or the host was restarted. What it did is not known; look at ~/.holdfast/operations/%s on the host.",
					"servidor %s: '%s' (operação %s) começou lá, e o seu processo sumiu sem código de saída: foi morto, ou o servidor foi reiniciado. Não se sabe o que fez; veja ~/.holdfast/operations/%s no servidor.",
					this.host.place(), this.command.inWords(), this.name, this.name));
		}
		if (!state.equals("running") && !state.equals("absent")) {
			throw new TransientFailure(Said.of("host %s says '%s' of operation %s, which is no state.",
					"o servidor %s diz '%s' da operação %s, o que não é um estado.", this.host.place(), state,
					this.name), null);
		}
	}

	private Answer answer(String state, Backoff backoff) {
		String[] parts = state.split(" ");
		int code = Integer.parseInt(parts[1]);
		long output = Long.parseLong(parts[2]);
		long errors = Long.parseLong(parts[3]);
		String full = (parts.length > 4) ? Answer.NO_SPACE + ": the home folder, where its words are kept.\n" : "";
		if (output == 0 && errors == 0) {
			return new Answer(code, "", full, false);
		}
		Answer kept = patiently(backoff, script("answer", Integer.toString(KEPT)));
		return new Answer(code, kept.output(), kept.errors() + full, output > KEPT || errors > KEPT);
	}

	/**
	 * Ends it when it runs: asked first, killed after seconds. Nothing to do when it is
	 * not there.
	 */
	void end(Backoff backoff) {
		if (!ask(backoff, script("look")).equals("running")) {
			return;
		}
		signal("TERM", backoff);
		long asked = System.nanoTime();
		while (ask(backoff, script("look")).equals("running")) {
			if (System.nanoTime() - asked > TO_END.toNanos()) {
				signal("KILL", backoff);
				return;
			}
			backoff.pause();
		}
	}

	private void signal(String signal, Backoff backoff) {
		Command script = script("end", signal);
		if (this.command.sudo()) {
			// What root runs, only root may end; without sudo for sh it goes on.
			script = script.with("HOME", home(backoff)).asRoot();
		}
		patiently(backoff, script);
	}

	private String home(Backoff backoff) {
		return patiently(backoff, Command.of("sh", "-c", "echo \"$HOME\"")).output().strip();
	}

	private PermanentFailure overdue(Duration within, Backoff backoff) {
		Said how = Said.of("was ended", "foi encerrado");
		try {
			end(backoff);
		}
		catch (PermanentFailure refused) {
			how = Said.of("goes on, because it could not be ended: %s", "continua, porque não pôde ser encerrado: %s",
					refused.said());
		}
		return new PermanentFailure(FailureKind.NOT_READY,
				Said.of("host %s: '%s' (operation %s) did not end within %s and %s",
						"servidor %s: '%s' (operação %s) não terminou em %s e %s", this.host.place(),
						this.command.inWords(), this.name, within, how));
	}

}
