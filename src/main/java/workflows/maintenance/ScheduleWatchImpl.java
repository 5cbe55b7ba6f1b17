package workflows.maintenance;

import activities.Schedules;
import domain.people.Severity;
import domain.run.Outcome;
import domain.schedule.RunsRequest;
import domain.schedule.ScheduleSight;
import io.temporal.spring.boot.WorkflowImpl;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import workflows.steps.Opening;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/** Looks, shows, tells. */
@WorkflowImpl(taskQueues = "operations")
public class ScheduleWatchImpl implements ScheduleWatch {

	private static final String TOPIC = "schedules";

	private static final int TIMES_TOLD = 5;

	private Procedure procedure;

	private Words words;

	@Override
	public Report watch(Request request) {
		procedure = Procedure.open(new Opening(request.system(), null, null, null, request.mode(), null));
		words = procedure.words();
		List<ScheduleSight> before = before();
		List<ScheduleSight> seen = new ArrayList<>();
		Outcome outcome = procedure.observe(() -> {
			seen.addAll(look(request, before));
			seen.forEach(this::show);
			seen.forEach(sight -> tell(sight, blockerBefore(before, sight)));
			return summary(seen);
		});
		return new Report(outcome.result(), outcome.summary(), seen);
	}

	private static List<ScheduleSight> before() {
		Report last = Workflow.getLastCompletionResult(Report.class);
		return last == null ? List.of() : last.schedules();
	}

	private List<ScheduleSight> look(Request request, List<ScheduleSight> before) {
		procedure.board()
			.phase("watching",
					words.say("Comparing expected and actual runs", "Comparando as execuções esperadas com as reais"));
		Schedules schedules = Steps.safe(Schedules.class,
				words.say("Compare the schedules with their runs", "Comparar os agendamentos com suas execuções"));
		return schedules
			.compareRuns(new RunsRequest(procedure.run(), procedure.profile().schedules(), before, request.patience()));
	}

	private void show(ScheduleSight sight) {
		procedure.board().note("`" + sight.schedule() + "` (" + sight.procedure() + "): " + switch (sight.state()) {
			case ACTIVE -> words.say("%d expected, %d missed, %d skipped", "%d esperadas, %d perdidas, %d puladas",
					sight.expected(), sight.missed(), sight.skipped());
			case PAUSED -> words.say("paused: %s", "pausado: %s", Objects.requireNonNullElse(sight.note(), ""));
			case ABSENT -> words.say("not in Temporal yet", "ainda não está no Temporal");
		});
	}

	private void tell(ScheduleSight sight, String blockerBefore) {
		if (sight.missed() > 0) {
			count(sight);
			procedure.tidings()
				.tell("missed/" + sight.schedule() + "/" + sight.missedTimes().getFirst(), "schedule-missed",
						Severity.WARNING, TOPIC, values(sight));
		}
		if (sight.blocker() != null && !sight.blocker().equals(blockerBefore)) {
			procedure.tidings()
				.tell("blocked/" + sight.schedule() + "/" + sight.blocker(), "schedule-blocked", Severity.WARNING,
						TOPIC, values(sight));
		}
	}

	private static String blockerBefore(List<ScheduleSight> before, ScheduleSight sight) {
		return before.stream()
			.filter(earlier -> earlier.schedule().equals(sight.schedule()))
			.map(ScheduleSight::blocker)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private Map<String, String> values(ScheduleSight sight) {
		Map<String, String> values = new TreeMap<>();
		values.put("schedule", sight.schedule());
		values.put("procedure", sight.procedure());
		values.put("count", Integer.toString(sight.missed()));
		values.put("times", times(sight));
		values.put("blocker", sight.blocker() == null ? "" : sight.blocker());
		values.put("next", sight.next() == null ? "" : words.time(sight.next()));
		return values;
	}

	private String times(ScheduleSight sight) {
		List<Instant> told = sight.missedTimes().stream().limit(TIMES_TOLD).toList();
		String times = told.stream().map(words::time).collect(Collectors.joining("; "));
		return sight.missed() > told.size() ? times + "; …" : times;
	}

	private String summary(List<ScheduleSight> seen) {
		long paused = seen.stream().filter(sight -> sight.state() == ScheduleSight.State.PAUSED).count();
		int missed = seen.stream().mapToInt(ScheduleSight::missed).sum();
		int expected = seen.stream().mapToInt(ScheduleSight::expected).sum();
		return words.say("%d schedules, %d of them paused: %d runs expected, %d missed",
				"%d agendamentos, %d deles pausados: %d execuções esperadas, %d perdidas", seen.size(), paused,
				expected, missed);
	}

	private void count(ScheduleSight sight) {
		Workflow.getMetricsScope()
			.tagged(Map.of("system", procedure.run().system(), "schedule", sight.schedule()))
			.counter("holdfast_schedule_runs_missed")
			.inc(sight.missed());
	}

}
