package app.schedules;

import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import systems.SystemProfiles;

/**
 * Compares Temporal's schedules with the profiles as soon as the worker works, and then
 * again and again: an edited profile is followed without a restart, and a schedule that
 * somebody removed comes back. A Temporal that is away is asked again.
 */
@Component
@EnableConfigurationProperties(ScheduleSettings.class)
class ScheduleKeeper implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(ScheduleKeeper.class);

	/** Between two looks whether the worker works yet. */
	private static final long LOOK_MILLIS = 500;

	private final WorkerFactory worker;

	private final SystemProfiles profiles;

	private final Alignment alignment;

	private final ScheduleMeters meters;

	private final ScheduleSettings settings;

	private ScheduledExecutorService ticks;

	/** When to compare next, by {@link System#nanoTime()}. */
	private long due = System.nanoTime();

	private boolean away;

	ScheduleKeeper(WorkflowClient client, WorkerFactory worker, SystemProfiles profiles, ScheduleSettings settings,
			MeterRegistry meters) {
		this.worker = worker;
		this.profiles = profiles;
		this.settings = settings;
		this.alignment = new Alignment(new TemporalSchedules(client), settings.watchEvery());
		this.meters = new ScheduleMeters(meters);
	}

	@Override
	public void start() {
		ticks = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("schedules").daemon(true).factory());
		ticks.scheduleWithFixedDelay(this::tick, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
	}

	private void tick() {
		if (worker.isStarted() && !worker.isShutdown() && System.nanoTime() - due >= 0) {
			compare();
			due = System.nanoTime() + settings.every().toNanos();
		}
	}

	private void compare() {
		try {
			meters.show(alignment.align(profiles.all()));
			away = false;
		}
		catch (StatusRuntimeException | TransientFailure | PermanentFailure problem) {
			complain(problem);
		}
		catch (RuntimeException defect) {
			// The next comparison must come all the same.
			log.error("Temporal's schedules could not be compared with the profiles", defect);
		}
	}

	/** Once for each time that it goes away. */
	private void complain(RuntimeException problem) {
		if (!away) {
			log.warn("Temporal's schedules could not be compared with the profiles: {}. They stay as they are; "
					+ "trying again every {} s.", problem.getMessage(), settings.every().toSeconds());
		}
		away = true;
	}

	@Override
	public void stop() {
		ticks.shutdownNow();
		ticks = null;
	}

	@Override
	public boolean isAutoStartup() {
		return settings.enabled();
	}

	@Override
	public boolean isRunning() {
		return ticks != null;
	}

}
