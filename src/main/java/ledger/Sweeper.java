package ledger;

import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Sweeps at start-up and then again and again, while the database is there. */
class Sweeper implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Sweeper.class);

	private final Supplier<Reconciler> reconciler;

	private final Thinning thinning;

	private final Ledger ledger;

	private final Duration every;

	private volatile Thread thread;

	private volatile String problem;

	Sweeper(Supplier<Reconciler> reconciler, Thinning thinning, Ledger ledger, Duration every) {
		this.reconciler = reconciler;
		this.thinning = thinning;
		this.ledger = ledger;
		this.every = every;
	}

	/** Why the last sweep did not succeed, or null. */
	String problem() {
		return problem;
	}

	@Override
	public void start() {
		if (every.isPositive()) {
			thread = Thread.ofPlatform().name("ledger-sweep").daemon().start(this::sweepOn);
		}
	}

	@Override
	public void stop() {
		Thread sweeping = thread;
		thread = null;
		if (sweeping != null) {
			sweeping.interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return thread != null;
	}

	private void sweepOn() {
		try {
			while (!Thread.interrupted()) {
				if (ledger.reachable()) {
					sweep();
					Thread.sleep(every);
				}
				else {
					Thread.sleep(Duration.ofMillis(500).compareTo(every) < 0 ? Duration.ofMillis(500) : every);
				}
			}
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
		}
	}

	private void sweep() {
		try {
			int read = reconciler.get().sweep();
			if (problem != null || read > 0) {
				log.info("The ledger read {} runs from Temporal", read);
			}
			problem = null;
			thinning.thin();
		}
		catch (RuntimeException failure) {
			if (problem == null) {
				log.warn("The ledger cannot be compared with Temporal now, the next sweep tries again: {}",
						failure.toString(), failure instanceof StatusRuntimeException ? null : failure);
			}
			problem = String.valueOf(failure.getMessage());
		}
	}

}
