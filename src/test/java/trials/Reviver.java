package trials;

import java.util.concurrent.atomic.AtomicInteger;
import local.Application;

/** Starts an application again whenever it was killed, as whatever supervises it does. */
final class Reviver implements AutoCloseable {

	private static final int KILLED = 137;

	private final AtomicInteger deaths = new AtomicInteger();

	private final Application application;

	private final Thread watch;

	private volatile boolean over;

	private volatile RuntimeException problem;

	Reviver(Application application) {
		this.application = application;
		this.watch = Thread.ofPlatform().daemon().name("reviver").start(this::watch);
	}

	private void watch() {
		while (!over) {
			int code = application.awaitEnd();
			if (over) {
				return;
			}
			if (code != KILLED) {
				problem = new IllegalStateException("it ended by itself with code " + code + ": " + application.log());
				return;
			}
			deaths.incrementAndGet();
			revive();
		}
	}

	private void revive() {
		try {
			application.start();
		}
		catch (IllegalStateException beforeItWasReady) {
			// Killed again already; what else it may be, its exit code says.
			if (application.isRunning()) {
				problem = beforeItWasReady;
			}
		}
	}

	/** How often it was killed. */
	int deaths() {
		if (problem != null) {
			throw problem;
		}
		return deaths.get();
	}

	/** From now on nobody starts it again. */
	@Override
	public void close() {
		over = true;
	}

}
