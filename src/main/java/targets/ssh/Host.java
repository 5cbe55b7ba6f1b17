package targets.ssh;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import domain.profile.TargetProfile;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import targets.Backoff;

/**
 * A host that is operated over SSH. Its login shell is a POSIX shell, its system Linux.
 *
 * <p>
 * Every method fails with a {@link TransientFailure} when the host cannot be reached, the
 * connection is lost or the time is over, and with a {@link PermanentFailure} of kind
 * {@code CONFLICT} when the host shows another key than the pinned one, {@code FORBIDDEN}
 * when it refuses our key or {@code sudo} refuses the command, {@code PROFILE} when the
 * profile lacks what SSH needs (the message then shows the fingerprint to pin). What
 * {@code alive} throws ends the wait and is passed on; it is called about every second.
 */
public final class Host {

	private static final int KEPT = 1 << 20;

	private static final Duration SHORT = Duration.ofMinutes(1);

	private final TargetProfile target;

	private final Login login;

	private final Connection connection;

	Host(TargetProfile target, Login login, Connection connection) {
		this.target = target;
		this.login = login;
		this.connection = connection;
	}

	/** The host as messages name it: {@code user@host:port}. */
	public String place() {
		return this.login.place();
	}

	/**
	 * Runs a command while the connection lasts. When it is lost it is not known whether
	 * the command ended: for what may not run twice or takes long there is
	 * {@link #runDetached}.
	 * @param within how long it may take; it is then ended by SIGTERM, as it is when
	 * {@code alive} throws, unless root runs it
	 * @return whatever it answered; the exit code is the caller's to judge
	 */
	public Answer run(Command command, Duration within, Runnable alive) {
		Exchange.Result result = exchange(command, KEPT, within, alive);
		Answer answer = new Answer(result.code(), text(result.output()), text(result.errors()), result.truncated());
		Refusals.check(place(), this.login.user(), command, answer);
		return answer;
	}

	/**
	 * Runs a command that must end with code 0.
	 * @param kind what kind of failure another code is; {@code NO_SPACE} takes its place
	 * when the disk is full
	 */
	public Answer demand(Command command, Duration within, FailureKind kind, Runnable alive) {
		Answer answer = run(command, within, alive);
		if (!answer.succeeded()) {
			throw failure(kind, command, answer);
		}
		return answer;
	}

	/** The failure of a command whose answer is not the one needed. */
	public PermanentFailure failure(FailureKind kind, Command command, Answer answer) {
		return Refusals.failure(kind, place(), command, answer);
	}

	/**
	 * Runs a command once and for all under a name of its own, whatever happens to the
	 * connection or to us: whoever calls again with the same name and command waits for
	 * the one that runs, or gets the answer of the one that ended. What it said is kept
	 * on the host for a week in {@code ~/.holdfast/operations/NAME}.
	 * @param operation made by {@link DetachedOperation#name}
	 * @param within how long this call waits; the command is then ended
	 * @throws PermanentFailure kind {@code NOT_READY} when its time is over or its
	 * process is gone without an exit code, {@code CONFLICT} when another command has
	 * that name
	 */
	public Answer runDetached(String operation, Command command, Duration within, Runnable alive) {
		Answer answer = new DetachedOperation(this, operation, command).run(within, alive);
		Refusals.check(place(), this.login.user(), command, answer);
		return answer;
	}

	/**
	 * Ends a detached command when it runs still: SIGTERM to it and its children, SIGKILL
	 * after seconds. What root runs is ended by root.
	 */
	public void endDetached(String operation, Command command, Runnable alive) {
		new DetachedOperation(this, operation, command).end(new Backoff(alive));
	}

	/**
	 * The content of a file, or empty when there is none.
	 * @param limit bytes; a larger file is refused
	 */
	public Optional<byte[]> readFile(HostFile file, int limit, Runnable alive) {
		Command command = Command.of("head", "-c", Integer.toString(limit + 1), "--", file.path());
		Command reading = file.sudo() ? command.asRoot() : command;
		Exchange.Result result = exchange(reading, limit + 1, SHORT, alive);
		Answer answer = new Answer(result.code(), "", text(result.errors()), false);
		if (!answer.succeeded() && answer.errors().contains("No such file or directory")) {
			return Optional.empty();
		}
		Refusals.check(place(), this.login.user(), reading, answer);
		if (!answer.succeeded()) {
			throw failure(FailureKind.FORBIDDEN, reading, answer);
		}
		if (result.output().length > limit) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					Said.of("host %s: %s is larger than %d bytes, which nobody expects of it.",
							"servidor %s: %s tem mais de %d bytes, o que ninguém espera dele.", place(), file.path(),
							limit));
		}
		return Optional.of(result.output());
	}

	/**
	 * A piece of a file from an offset on, shorter at its end, empty behind it.
	 * @throws NoSuchFileException when there is no such file
	 */
	byte[] readPiece(String path, long offset, int length, Runnable alive) throws NoSuchFileException {
		Command reading = Command.of("dd", "if=" + path, "bs=1M", "iflag=skip_bytes,count_bytes,fullblock",
				"skip=" + offset, "count=" + length, "status=none");
		Exchange.Result result = exchange(reading, length, SHORT, alive);
		Answer answer = new Answer(result.code(), "", text(result.errors()), result.truncated());
		if (!answer.succeeded() && answer.errors().contains("No such file or directory")) {
			throw new NoSuchFileException(place() + ":" + path);
		}
		if (!answer.succeeded()) {
			throw failure(FailureKind.FORBIDDEN, reading, answer);
		}
		return result.output();
	}

	/**
	 * Replaces a file, whole or not at all, and returns when it is on the disk. A link is
	 * replaced, not followed. The folder must be there.
	 */
	public void writeFile(HostFile file, byte[] content, Runnable alive) {
		Command script = Scripts
			.command(Scripts.WRITE_FILE, file.path(), file.mode(), (file.owner() == null) ? "" : file.owner(),
					Integer.toString(content.length))
			.reading(content);
		Answer answer = run(file.sudo() ? script.asRoot() : script, SHORT, alive);
		if (answer.exitCode() == Scripts.CUT_SHORT) {
			throw new TransientFailure(
					Said.of("host %s: the connection was lost while %s was written; it is as before.",
							"servidor %s: a conexão caiu enquanto %s era gravado; está como antes.", place(),
							file.path()),
					null);
		}
		if (!answer.succeeded()) {
			throw failure(FailureKind.FORBIDDEN, Command.of("write", file.path()), answer);
		}
	}

	/**
	 * Asks the host its name before anything that destroys.
	 * @throws PermanentFailure kind {@code CONFLICT} when it is not the target's
	 * {@code hostName}, {@code PROFILE} when the target has none
	 */
	public void confirmIdentity(Runnable alive) {
		String given = demand(Command.of("uname", "-n"), SHORT, FailureKind.CONFLICT, alive).output().strip();
		if (this.target.hostName() == null) {
			throw new PermanentFailure(FailureKind.PROFILE, Said.of(
					"target '%s' has no hostName: nothing is destroyed on a host that was not named. Host %s calls itself '%s'; if that is the one meant, write hostName: %s",
					"o alvo '%s' não tem hostName: nada é destruído em um servidor sem nome. O servidor %s se chama '%s'; se é esse, escreva hostName: %s",
					this.target.name(), place(), given, given));
		}
		if (!given.equals(this.target.hostName())) {
			throw new PermanentFailure(FailureKind.CONFLICT, Said.of(
					"host %s calls itself '%s', the hostName of target '%s' is '%s': it is another host. Nothing was changed there.",
					"o servidor %s se chama '%s', o hostName do alvo '%s' é '%s': é outro servidor. Nada foi alterado lá.",
					place(), given, this.target.name(), this.target.hostName()));
		}
	}

	private Exchange.Result exchange(Command command, int kept, Duration within, Runnable alive) {
		return this.connection.exchange(command, kept, within, alive);
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
