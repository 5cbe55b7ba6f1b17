package targets.ssh;

import domain.failure.TransientFailure;
import domain.people.Said;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One command run by a host's shell: sent, watched, its answer kept. */
final class Exchange {

	private static final Duration OPENING = Duration.ofSeconds(10);

	private static final int KEPT_ERRORS = 1 << 20;

	private static final String MARK = "HOLDFAST_COMMAND";

	private static final Logger log = LoggerFactory.getLogger(Exchange.class);

	private static final List<String> SIGNALS = List.of("HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE",
			"KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM");

	private final ClientSession session;

	private final String place;

	private final String mark = UUID.randomUUID().toString();

	private final Tail output;

	private final Tail errors;

	private final CountDownLatch closed = new CountDownLatch(1);

	/**
	 * What came back.
	 *
	 * @param code exit code
	 * @param output standard output
	 * @param errors standard error
	 * @param truncated whether the begin of either is missing
	 */
	record Result(int code, byte[] output, byte[] errors, boolean truncated) {

	}

	/** An exchange that keeps this many bytes of output. */
	Exchange(ClientSession session, String place, int limit) {
		this.session = session;
		this.place = place;
		this.output = new Tail(limit);
		this.errors = new Tail(KEPT_ERRORS);
	}

	/**
	 * Runs a command to its end.
	 * @param deadline moment of {@link System#nanoTime()} at which it is ended
	 * @param alive called every second; what it throws ends the command
	 */
	Result run(Command command, long deadline, Runnable alive) {
		String words = command.inWords();
		try (ChannelExec channel = open(command)) {
			watch(words, deadline, alive);
			return result(channel, words);
		}
		catch (IOException refused) {
			throw new TransientFailure(Said.of("host %s: '%s' could not be begun: %s",
					"servidor %s: '%s' não pôde começar: %s", this.place, words, refused.getMessage()), refused);
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new TransientFailure(Said.of("host %s: the wait for '%s' was interrupted: the worker is stopping.",
					"servidor %s: a espera por '%s' foi interrompida: o worker está parando.", this.place, words),
					interrupted);
		}
	}

	private ChannelExec open(Command command) throws IOException {
		String line = command.line(Map.of(MARK, this.mark));
		ChannelExec channel = this.session.createExecChannel(line.getBytes(StandardCharsets.UTF_8), null, null);
		channel.setIn(new ByteArrayInputStream(command.input()));
		channel.setOut(this.output);
		channel.setErr(this.errors);
		channel.addCloseFutureListener((future) -> this.closed.countDown());
		channel.open().verify(OPENING);
		return channel;
	}

	private void watch(String words, long deadline, Runnable alive) throws InterruptedException {
		boolean ended = false;
		try {
			while (!this.closed.await(pause(deadline), TimeUnit.NANOSECONDS)) {
				if (System.nanoTime() >= deadline) {
					throw new TransientFailure(
							Said.of("host %s: '%s' did not end in its time and was ended.",
									"servidor %s: '%s' não terminou no seu tempo e foi encerrado.", this.place, words),
							null);
				}
				alive.run();
			}
			ended = true;
		}
		finally {
			if (!ended) {
				terminate(words);
			}
		}
	}

	private static long pause(long deadline) {
		return Math.max(1, Math.min(TimeUnit.SECONDS.toNanos(1), deadline - System.nanoTime()));
	}

	/**
	 * Closing a channel ends no program, and OpenSSH passes no signal to a session of
	 * root: the processes are found by their mark. What runs by sudo goes on.
	 */
	private void terminate(String words) {
		if (!this.session.isOpen()) {
			return;
		}
		try {
			long deadline = System.nanoTime() + OPENING.toNanos();
			new Exchange(this.session, this.place, 1024)
				.run(Scripts.command(Scripts.END_MARKED, MARK + "=" + this.mark), deadline, () -> {
				});
		}
		catch (TransientFailure failure) {
			log.warn("'{}' may still run on host {}: {}", words, this.place, failure.getMessage());
		}
	}

	private Result result(ChannelExec channel, String words) {
		Integer code = channel.getExitStatus();
		String signal = channel.getExitSignal();
		if (code == null && signal == null) {
			throw new TransientFailure(
					Said.of("host %s: the connection was lost while '%s' ran; whether it ended is not known.",
							"servidor %s: a conexão caiu enquanto '%s' rodava; não se sabe se terminou.", this.place,
							words),
					null);
		}
		int known = (code != null) ? code : 129 + SIGNALS.indexOf(signal);
		return new Result(known, this.output.bytes(), this.errors.bytes(), this.output.cut() || this.errors.cut());
	}

}
