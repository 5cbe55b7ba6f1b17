package targets.ssh;

import domain.failure.TransientFailure;
import domain.people.Said;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.sshd.client.session.ClientSession;

/**
 * The one session with a host under a login; opened when it is needed, again when it
 * died.
 */
final class Connection {

	/**
	 * OpenSSH allows ten on a connection (MaxSessions); two are left for closing ones.
	 */
	private static final int CHANNELS = 8;

	private final Function<Runnable, ClientSession> opening;

	private final String place;

	private final Semaphore channels = new Semaphore(CHANNELS, true);

	private final ReentrantLock lock = new ReentrantLock();

	private ClientSession session;

	private volatile long lastUsed = System.nanoTime();

	Connection(String place, Function<Runnable, ClientSession> opening) {
		this.place = place;
		this.opening = opening;
	}

	Exchange.Result exchange(Command command, int limit, Duration within, Runnable alive) {
		long deadline = System.nanoTime() + within.toNanos();
		takeTurn(command.inWords(), deadline, alive);
		try {
			return new Exchange(session(command.inWords(), deadline, alive), this.place, limit).run(command, deadline,
					alive);
		}
		finally {
			this.lastUsed = System.nanoTime();
			this.channels.release();
		}
	}

	private void takeTurn(String words, long deadline, Runnable alive) {
		await(words, "did not get its turn, %d other commands run there".formatted(CHANNELS), deadline, alive,
				() -> this.channels.tryAcquire(1, TimeUnit.SECONDS));
	}

	private ClientSession session(String words, long deadline, Runnable alive) {
		await(words, "waits for a connection that another command opens", deadline, alive,
				() -> this.lock.tryLock(1, TimeUnit.SECONDS));
		try {
			if (this.session == null || !this.session.isOpen() || !this.session.isAuthenticated()) {
				this.session = this.opening.apply(alive);
			}
			return this.session;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Asks for a second at a time, and says between that we are alive. */
	private void await(String words, String why, long deadline, Runnable alive, Second second) {
		try {
			while (!second.done()) {
				if (System.nanoTime() >= deadline) {
					throw new TransientFailure("host %s: '%s' %s.".formatted(this.place, words, why), null);
				}
				alive.run();
			}
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new TransientFailure(Said.of("host %s: '%s' was not begun: the worker is stopping.",
					"servidor %s: '%s' não começou: o worker está parando.", this.place, words), interrupted);
		}
	}

	/** Closes the session when nothing has used it for this long. */
	void closeWhenIdle(Duration idle) {
		// With every turn taken no command can begin meanwhile.
		if (System.nanoTime() - this.lastUsed > idle.toNanos() && this.channels.tryAcquire(CHANNELS)) {
			try {
				close();
			}
			finally {
				this.channels.release(CHANNELS);
			}
		}
	}

	void close() {
		this.lock.lock();
		try {
			if (this.session != null) {
				this.session.close(true);
				this.session = null;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Waits for a second at most. */
	private interface Second {

		boolean done() throws InterruptedException;

	}

}
