package activities;

import domain.check.Measurement;
import domain.check.Verdict;
import domain.check.WatchRequest;
import domain.check.WatchResult;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.release.RolloutState;
import domain.release.WeightRequest;
import io.temporal.activity.Activity;
import io.temporal.spring.boot.ActivityImpl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import ledger.Evidence;
import monitors.Alerts;
import monitors.Metrics;
import org.springframework.stereotype.Component;
import targets.RolloutReader;

/** Watches by Prometheus, Alertmanager and the cluster. */
@Component
@ActivityImpl(taskQueues = "operations")
class AnalysisImpl implements Analysis {

	private static final Duration ALERTS_TIMEOUT = Duration.ofSeconds(3);

	private final Metrics metrics;

	private final Alerts alerts;

	private final RolloutReader cluster;

	private final Evidence evidence;

	private final WatchMeters meters;

	private final Closing closing;

	AnalysisImpl(Metrics metrics, Alerts alerts, RolloutReader cluster, Evidence evidence, WatchMeters meters,
			Closing closing) {
		this.metrics = metrics;
		this.alerts = alerts;
		this.cluster = cluster;
		this.evidence = evidence;
		this.meters = meters;
		this.closing = closing;
	}

	@Override
	public WatchResult watchCanary(WatchRequest request) {
		requireSource(request);
		CheckLooks checks = new CheckLooks(metrics, request, QueryVariables.canary(request.rollout()),
				QueryVariables.stable(request.rollout(), request.stable()));
		return watch(request, now -> seen(request, lookAtCanary(request, checks, now)));
	}

	@Override
	public WatchResult watchRollback(WatchRequest request) {
		requireSource(request);
		CheckLooks checks = new CheckLooks(metrics, request, QueryVariables.stable(request.rollout(), request.stable()),
				null);
		return watch(request, now -> {
			List<Measurement> measured = checks.look(now, LookTime.of(request.pollPeriod()));
			return seen(request, new Sight(measured, List.of(), null, sourceDown(measured)));
		});
	}

	private static void requireSource(WatchRequest request) {
		if (request.monitoring() == null || request.monitoring().prometheus() == null || request.checks().isEmpty()) {
			throw new PermanentFailure(FailureKind.PROFILE, "no metrics source configured for " + request.run().system()
					+ ": set monitoring.prometheus and the checks in its profile");
		}
	}

	private WatchResult watch(WatchRequest request, Watch.Eyes eyes) {
		try {
			return new Watch(request, eyes, Activity.getExecutionContext(), Clock.systemUTC(),
					time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()), closing)
				.run();
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
			throw new TransientFailure("the watch was interrupted because the worker stops", stopped);
		}
	}

	/**
	 * Checks, alerts and the cluster side by side: a look takes as long as the slowest
	 * answer.
	 */
	private Sight lookAtCanary(WatchRequest request, CheckLooks checks, Instant now) throws InterruptedException {
		LookTime time = LookTime.of(request.pollPeriod());
		try (ExecutorService sideBySide = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<Alerts.Answer> alarmed = sideBySide.submit(() -> alerts(request));
			Future<State> stands = sideBySide.submit(() -> state(request));
			List<Measurement> measured = checks.look(now, time);
			State state = answer(stands, time);
			return switch (answer(alarmed)) {
				case Alerts.Answer.Firing firing ->
					new Sight(measured, firing.alerts(), state.rollout(), firstOf(sourceDown(measured), state.blind()));
				case Alerts.Answer.Down down -> new Sight(measured, List.of(), state.rollout(),
						firstOf(sourceDown(measured), down.why(), state.blind()));
				case Alerts.Answer.Refused refused ->
					throw new PermanentFailure(FailureKind.PROFILE, "monitoring.criticalAlerts: " + refused.why());
			};
		}
	}

	private Alerts.Answer alerts(WatchRequest request) {
		return request.monitoring().alertmanager() == null ? new Alerts.Answer.Firing(List.of())
				: alerts.critical(request.monitoring(), ALERTS_TIMEOUT);
	}

	private State state(WatchRequest request) {
		try {
			return new State(
					cluster.readState(
							new WeightRequest(request.run(), request.rollout(), request.stable(), request.weight())),
					null);
		}
		catch (TransientFailure unreachable) {
			return new State(null, unreachable.getMessage());
		}
	}

	/** A cluster that needs longer than the look may take is as good as not there. */
	private static State answer(Future<State> stands, LookTime time) throws InterruptedException {
		try {
			stands.get(time.left(time.whole()).toMillis(), TimeUnit.MILLISECONDS);
			return answer(stands);
		}
		catch (TimeoutException late) {
			stands.cancel(true);
			return new State(null, "the cluster gave no answer within " + time.whole().toSeconds() + " s");
		}
		catch (ExecutionException failure) {
			return answer(stands);
		}
	}

	private static <T> T answer(Future<T> asked) throws InterruptedException {
		try {
			return asked.get();
		}
		catch (ExecutionException failure) {
			if (failure.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw new IllegalStateException("a look failed: " + failure.getCause(), failure.getCause());
		}
	}

	private static String firstOf(String... reasons) {
		return Stream.of(reasons).filter(Objects::nonNull).findFirst().orElse(null);
	}

	/** How the rollout stands, or why that cannot be seen. */
	private record State(RolloutState rollout, String blind) {

	}

	private static String sourceDown(List<Measurement> measured) {
		return measured.stream()
			.filter(measurement -> measurement.verdict() == Verdict.SOURCE_DOWN)
			.map(Measurement::note)
			.findFirst()
			.orElse(null);
	}

	private Sight seen(WatchRequest request, Sight sight) {
		evidence.measured(request.run(), request.stage(), sight.measurements());
		meters.show(request, sight);
		return sight;
	}

}
