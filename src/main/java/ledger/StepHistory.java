package ledger;

import static ledger.HistoryReader.at;

import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.history.v1.ActivityTaskScheduledEventAttributes;
import io.temporal.api.history.v1.ActivityTaskStartedEventAttributes;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.Entry.StepStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers the steps of one history, event by event. */
class StepHistory {

	private static final Logger log = LoggerFactory.getLogger(StepHistory.class);

	private final String runId;

	private final DataConverter converter;

	private final StepTypes types;

	private final Map<Long, Entry.StepEntry> steps = new LinkedHashMap<>();

	private final Map<Long, Payloads> inputs = new LinkedHashMap<>();

	private final List<Entry> facts = new ArrayList<>();

	StepHistory(String runId, DataConverter converter, StepTypes types) {
		this.runId = runId;
		this.converter = converter;
		this.types = types;
	}

	List<Entry> entries() {
		List<Entry> entries = new ArrayList<>(steps());
		entries.addAll(facts);
		return entries;
	}

	private Collection<Entry.StepEntry> steps() {
		return steps.values();
	}

	void take(HistoryEvent event) {
		Instant at = at(event.getEventTime());
		switch (event.getEventType()) {
			case EVENT_TYPE_ACTIVITY_TASK_SCHEDULED -> scheduled(event, at);
			case EVENT_TYPE_ACTIVITY_TASK_STARTED -> started(event.getActivityTaskStartedEventAttributes(), at);
			case EVENT_TYPE_ACTIVITY_TASK_COMPLETED -> {
				var ended = event.getActivityTaskCompletedEventAttributes();
				completed(ended.getScheduledEventId(), at, Json.single(ended.getResult()));
			}
			case EVENT_TYPE_ACTIVITY_TASK_FAILED -> {
				var ended = event.getActivityTaskFailedEventAttributes();
				end(ended.getScheduledEventId(), at, StepStatus.FAILED, FailureText.of(ended.getFailure()), null);
			}
			case EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT -> {
				var ended = event.getActivityTaskTimedOutEventAttributes();
				end(ended.getScheduledEventId(), at, StepStatus.TIMED_OUT, FailureText.of(ended.getFailure()), null);
			}
			case EVENT_TYPE_ACTIVITY_TASK_CANCELED -> {
				var ended = event.getActivityTaskCanceledEventAttributes();
				end(ended.getScheduledEventId(), at, StepStatus.CANCELED, null, null);
			}
			default -> {
			}
		}
	}

	private void scheduled(HistoryEvent event, Instant at) {
		ActivityTaskScheduledEventAttributes step = event.getActivityTaskScheduledEventAttributes();
		String summary = event.getUserMetadata().hasSummary()
				? converter.fromPayload(event.getUserMetadata().getSummary(), String.class, String.class) : null;
		steps.put(event.getEventId(), new Entry.StepEntry(runId, step.getActivityId(), step.getActivityType().getName(),
				summary, 0, at, null, null, StepStatus.SCHEDULED, null, null, null, false));
		inputs.put(event.getEventId(), step.getInput());
		facts.addAll(StepFacts.ofArguments(runId, arguments(event.getEventId())));
	}

	private void started(ActivityTaskStartedEventAttributes attempt, Instant at) {
		steps.computeIfPresent(attempt.getScheduledEventId(),
				(id, step) -> new Entry.StepEntry(runId, step.stepId(), step.name(), step.summary(),
						attempt.getAttempt(), step.scheduledAt(), at, null, StepStatus.RUNNING, null, null, null,
						false));
	}

	private void completed(long scheduled, Instant at, Payload result) {
		end(scheduled, at, StepStatus.COMPLETED, null, result);
		Entry.StepEntry step = steps.get(scheduled);
		facts.addAll(types.find(step.name())
			.map(method -> StepFacts.ofResult(runId, step.stepId(), arguments(scheduled), result(method, result), at))
			.orElse(List.of()));
	}

	private void end(long scheduled, Instant at, StepStatus status, FailureText failure, Payload result) {
		steps.computeIfPresent(scheduled,
				(id, step) -> new Entry.StepEntry(runId, step.stepId(), step.name(), step.summary(), step.attempt(),
						step.scheduledAt(), step.startedAt(), at, status, failure, Json.text(result),
						Json.digest(result), true));
	}

	private Object[] arguments(long scheduled) {
		Optional<Method> method = types.find(steps.get(scheduled).name());
		if (method.isEmpty()) {
			return new Object[0];
		}
		Class<?>[] classes = method.get().getParameterTypes();
		Type[] generic = method.get().getGenericParameterTypes();
		try {
			return converter.fromPayloads(Optional.of(inputs.get(scheduled)), classes, generic);
		}
		catch (DataConverterException changed) {
			outdated(method.get(), changed);
			return new Object[0];
		}
	}

	private Object result(Method method, Payload result) {
		if (Json.text(result) == null) {
			return null;
		}
		try {
			return converter.fromPayload(result, method.getReturnType(), method.getGenericReturnType());
		}
		catch (DataConverterException changed) {
			outdated(method, changed);
			return null;
		}
	}

	private void outdated(Method method, DataConverterException changed) {
		log.warn("A step {} of run {} was written by another version and is kept without what follows from it: {}",
				method.getName(), runId, changed.getMessage());
	}

}
