package app;

import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Starts the worker after everything else and stops it before everything else. At start
 * it waits for Temporal as long as it takes, saying why. At stop it takes no more work,
 * lets running steps finish within the grace period, then interrupts them: their
 * heartbeats end, and another worker takes over. Watches hand over at once
 * (activities.Closing).
 */
@Component
class WorkerLifecycle implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(WorkerLifecycle.class);

	private static final Duration LAST_WORDS = Duration.ofSeconds(3);

	private final WorkflowClient client;

	private final WorkerFactory factory;

	private final WorkerSettings settings;

	private final CountDownLatch stopping = new CountDownLatch(1);

	private Thread starter;

	WorkerLifecycle(WorkflowClient client, WorkerFactory factory, WorkerSettings settings) {
		this.client = client;
		this.factory = factory;
		this.settings = settings;
	}

	@Override
	public void start() {
		starter = Thread.ofPlatform().name("worker-start").start(this::startWhenReachable);
	}

	private void startWhenReachable() {
		try {
			while (!tryToStart()) {
				if (stopping.await(settings.connectEvery().toMillis(), TimeUnit.MILLISECONDS)) {
					return;
				}
			}
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean tryToStart() {
		String namespace = client.getOptions().getNamespace();
		String address = client.getWorkflowServiceStubs().getOptions().getTarget();
		try {
			new SearchAttributes(client.getWorkflowServiceStubs().getOptions(), namespace).register();
			factory.start();
			log.info("Working for namespace {} of Temporal at {}", namespace, address);
			return true;
		}
		catch (StatusRuntimeException unreachable) {
			log.warn(
					"Temporal at {} cannot be used for namespace {}: {}. Check TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, "
							+ "TEMPORAL_API_KEY and TEMPORAL_TLS*. Trying again in {} s.",
					address, namespace, unreachable.getStatus(), settings.connectEvery().toSeconds());
			return false;
		}
	}

	@Override
	public void stop() {
		stopping.countDown();
		starter.interrupt();
		if (!factory.isStarted()) {
			return;
		}
		log.info("No more work is taken; running steps have {} s to finish", settings.shutdownGrace().toSeconds());
		factory.shutdown();
		factory.awaitTermination(settings.shutdownGrace().toMillis(), TimeUnit.MILLISECONDS);
		if (!factory.isTerminated()) {
			log.warn("Steps are still running after {} s: they are interrupted and another worker goes on with them",
					settings.shutdownGrace().toSeconds());
			factory.shutdownNow();
			factory.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	@Override
	public boolean isRunning() {
		return starter != null && stopping.getCount() > 0;
	}

	/** True when the worker polls for work. */
	boolean working() {
		return factory.isStarted() && !factory.isShutdown();
	}

	@Override
	public int getPhase() {
		return Integer.MAX_VALUE;
	}

}
