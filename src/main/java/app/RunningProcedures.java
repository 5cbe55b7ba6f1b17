package app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowServiceException;
import io.temporal.common.SearchAttributeKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * How many procedures run, by kind and system, as Temporal's list says: a count of our
 * own would forget those that started before this process did.
 */
@Component
class RunningProcedures implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(RunningProcedures.class);

	private static final String OPEN = "ExecutionStatus = 'Running' AND HoldfastSystem IS NOT NULL";

	private static final SearchAttributeKey<String> SYSTEM = SearchAttributeKey.forKeyword("HoldfastSystem");

	private static final SearchAttributeKey<String> WAITING_FOR = SearchAttributeKey.forKeyword("HoldfastWaitingFor");

	private static final long EVERY_SECONDS = 15;

	private final WorkflowClient client;

	private final WorkerLifecycle worker;

	private final MultiGauge running;

	private final MultiGauge waiting;

	private ScheduledExecutorService ticks;

	RunningProcedures(WorkflowClient client, WorkerLifecycle worker, MeterRegistry meters) {
		this.client = client;
		this.worker = worker;
		this.running = MultiGauge.builder("holdfast.procedures.running")
			.description("Procedures that are running, as Temporal's list says")
			.register(meters);
		this.waiting = MultiGauge.builder("holdfast.procedures.waiting")
			.description("Procedures that wait for a person's decision, as Temporal's list says")
			.register(meters);
	}

	@Override
	public void start() {
		ticks = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("running-procedures").daemon(true).factory());
		ticks.scheduleWithFixedDelay(this::count, 0, EVERY_SECONDS, TimeUnit.SECONDS);
	}

	private void count() {
		if (!worker.working()) {
			return;
		}
		try (Stream<WorkflowExecutionMetadata> open = client.listExecutions(OPEN)) {
			List<WorkflowExecutionMetadata> found = open.toList();
			running.register(rows(found.stream()), true);
			waiting.register(rows(found.stream().filter(RunningProcedures::waits)), true);
		}
		catch (StatusRuntimeException | WorkflowServiceException unanswered) {
			// The number shown stays the last one known; readiness tells that the server
			// is away.
			log.debug("Running procedures could not be counted", unanswered);
		}
	}

	private static List<Row<?>> rows(Stream<WorkflowExecutionMetadata> executions) {
		Map<Tags, Long> counted = executions
			.collect(Collectors.groupingBy(RunningProcedures::tags, Collectors.counting()));
		return counted.entrySet().stream().<Row<?>>map(entry -> Row.of(entry.getKey(), entry.getValue())).toList();
	}

	private static boolean waits(WorkflowExecutionMetadata execution) {
		String gates = execution.getTypedSearchAttributes().get(WAITING_FOR);
		return gates != null && !gates.isEmpty();
	}

	private static Tags tags(WorkflowExecutionMetadata execution) {
		String system = execution.getTypedSearchAttributes().get(SYSTEM);
		return Tags.of("procedure", execution.getWorkflowType(), "system", system == null ? "" : system);
	}

	@Override
	public void stop() {
		ticks.shutdownNow();
		ticks = null;
	}

	@Override
	public boolean isRunning() {
		return ticks != null;
	}

}
