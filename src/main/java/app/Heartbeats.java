package app;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.interceptors.ActivityExecutionContextBase;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.core.annotation.Order;

/**
 * Keeps the heart of every running step beating. Heartbeat timeouts can be short then,
 * whatever a step does, and a step whose worker was killed is taken up by another within
 * seconds. What the step itself last reported is repeated with every beat. An order to
 * stop that arrives with a beat is handed to the step the next time it reports.
 */
@Order(100)
public final class Heartbeats extends WorkerInterceptorBase {

	private static final Duration PERIOD = Duration.ofSeconds(1);

	private static final ScheduledExecutorService TICKS = Executors.newScheduledThreadPool(1,
			Thread.ofPlatform().name("step-heartbeats").daemon(true).factory());

	@Override
	public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
		return new ActivityInboundCallsInterceptorBase(next) {

			private Beating beating;

			@Override
			public void init(ActivityExecutionContext context) {
				beating = new Beating(context);
				super.init(beating);
			}

			@Override
			public ActivityOutput execute(ActivityInput input) {
				if (beating.getInfo().isLocal() || beating.getInfo().getHeartbeatTimeout().isZero()) {
					return super.execute(input);
				}
				ScheduledFuture<?> ticking = TICKS.scheduleAtFixedRate(beating::tick, PERIOD.toMillis(),
						PERIOD.toMillis(), TimeUnit.MILLISECONDS);
				try {
					return super.execute(input);
				}
				finally {
					ticking.cancel(false);
				}
			}
		};
	}

	/** A step's context whose last report is repeated. */
	private static final class Beating extends ActivityExecutionContextBase {

		private Object last;

		private boolean reported;

		private ActivityCompletionException order;

		Beating(ActivityExecutionContext context) {
			super(context);
		}

		@Override
		public synchronized <V> void heartbeat(V details) throws ActivityCompletionException {
			if (order != null) {
				throw order;
			}
			last = details;
			reported = true;
			super.heartbeat(details);
		}

		synchronized void tick() {
			if (order != null) {
				return;
			}
			try {
				if (!reported) {
					// What an earlier attempt reported must not be wiped by a beat
					// without details.
					last = getLastHeartbeatDetails(Object.class).orElse(null);
					reported = true;
				}
				super.heartbeat(last);
			}
			catch (ActivityCompletionException stop) {
				order = stop;
			}
		}

	}

}
