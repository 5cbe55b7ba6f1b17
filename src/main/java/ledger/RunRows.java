package ledger;

import static ledger.Columns.moment;
import static ledger.Columns.text;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows of runs, steps and attempts. What was read from a history stands over what was
 * filed live; what was filed live arrives late after an outage, and then must not take a
 * row back.
 */
class RunRows {

	private static final String RUN = """
			INSERT INTO runs (run_id, workflow_id, execution_id, execution_started_at, procedure, system, component,
			  version, requested_by, reason, mode, started_at, ended_at, status, outcome, summary, failure_type,
			  failure_message, settled)
			VALUES (:run, :workflow, :execution, :executionStarted, :procedure, :system, :component,
			  :version, :requestedBy, :reason, :mode, :started, :ended, :status, :outcome, :summary, :failureType,
			  :failureMessage, :settled)
			ON CONFLICT (run_id) DO UPDATE SET
			""";

	private static final String RUN_LIVE = RUN + """
			  ended_at = coalesce(excluded.ended_at, runs.ended_at),
			  status = CASE WHEN excluded.ended_at IS NULL THEN runs.status ELSE excluded.status END,
			  outcome = coalesce(excluded.outcome, runs.outcome),
			  summary = coalesce(excluded.summary, runs.summary),
			  failure_type = coalesce(excluded.failure_type, runs.failure_type),
			  failure_message = coalesce(excluded.failure_message, runs.failure_message)
			WHERE NOT runs.settled
			""";

	private static final String RUN_READ = RUN + """
			  execution_id = excluded.execution_id, execution_started_at = excluded.execution_started_at,
			  system = excluded.system, component = excluded.component, version = excluded.version,
			  requested_by = excluded.requested_by, reason = excluded.reason, mode = excluded.mode,
			  started_at = least(runs.started_at, excluded.started_at), ended_at = excluded.ended_at,
			  status = excluded.status, outcome = excluded.outcome, summary = excluded.summary,
			  failure_type = excluded.failure_type, failure_message = excluded.failure_message,
			  settled = excluded.settled
			WHERE excluded.execution_id = runs.execution_id
			  OR excluded.execution_started_at >= runs.execution_started_at
			""";

	private static final String STEP = """
			INSERT INTO steps (run_id, step_id, name, summary, attempts, scheduled_at, started_at, ended_at, status,
			  failure_type, failure_message, result, digest, settled)
			VALUES (:run, :step, :name, :summary, :attempt, :scheduled, :started, :ended, :status,
			  :failureType, :failureMessage, CAST(:result AS json), :digest, :settled)
			ON CONFLICT (run_id, step_id) DO UPDATE SET
			  summary = excluded.summary, attempts = excluded.attempts, scheduled_at = excluded.scheduled_at,
			  started_at = excluded.started_at, ended_at = excluded.ended_at, status = excluded.status,
			  failure_type = excluded.failure_type, failure_message = excluded.failure_message,
			  result = excluded.result, digest = excluded.digest, settled = excluded.settled
			WHERE excluded.settled OR (NOT steps.settled AND (excluded.attempts > steps.attempts
			  OR (excluded.attempts = steps.attempts AND steps.ended_at IS NULL)))
			""";

	private static final String ATTEMPT = """
			INSERT INTO attempts (run_id, step_id, attempt, started_at, ended_at, failure_type, failure_message)
			VALUES (:run, :step, :attempt, :started, :ended, :failureType, :failureMessage)
			ON CONFLICT (run_id, step_id, attempt) DO UPDATE SET
			  ended_at = coalesce(excluded.ended_at, attempts.ended_at),
			  failure_type = coalesce(excluded.failure_type, attempts.failure_type),
			  failure_message = coalesce(excluded.failure_message, attempts.failure_message)
			""";

	private final JdbcClient database;

	RunRows(JdbcClient database) {
		this.database = database;
	}

	void write(Entry.RunEntry run) {
		RunInput input = run.input();
		RunEnd end = run.end();
		FailureText failure = end == null ? null : end.failure();
		database.sql(run.authoritative() ? RUN_READ : RUN_LIVE)
			.param("run", run.runId())
			.param("workflow", run.workflowId())
			.param("execution", run.executionId())
			.param("executionStarted", moment(run.executionStartedAt()))
			.param("procedure", run.procedure())
			.param("system", text(input.system()))
			.param("component", text(input.component()))
			.param("version", text(input.version()))
			.param("requestedBy", text(input.requestedBy()))
			.param("reason", text(input.reason()))
			.param("mode", text(input.mode()))
			.param("started", moment(run.startedAt()))
			.param("ended", end == null ? null : moment(end.at()))
			.param("status", end == null ? "RUNNING" : end.status())
			.param("outcome", end == null ? null : text(end.outcome()))
			.param("summary", end == null ? null : text(end.summary()))
			.param("failureType", failure == null ? null : text(failure.type()))
			.param("failureMessage", failure == null ? null : text(failure.message()))
			.param("settled", run.settled())
			.update();
	}

	void write(Entry.StepEntry step) {
		FailureText failure = step.failure();
		database.sql(STEP)
			.param("run", step.runId())
			.param("step", step.stepId())
			.param("name", step.name())
			.param("summary", text(step.summary()))
			.param("attempt", step.attempt())
			.param("scheduled", moment(step.scheduledAt()))
			.param("started", moment(step.startedAt()))
			.param("ended", moment(step.endedAt()))
			.param("status", step.status().name())
			.param("failureType", failure == null ? null : text(failure.type()))
			.param("failureMessage", failure == null ? null : text(failure.message()))
			.param("result", text(step.result()))
			.param("digest", step.digest())
			.param("settled", step.settled())
			.update();
	}

	void write(Entry.AttemptEntry attempt) {
		FailureText failure = attempt.failure();
		database.sql(ATTEMPT)
			.param("run", attempt.runId())
			.param("step", attempt.stepId())
			.param("attempt", attempt.attempt())
			.param("started", moment(attempt.startedAt()))
			.param("ended", moment(attempt.endedAt()))
			.param("failureType", failure == null ? null : text(failure.type()))
			.param("failureMessage", failure == null ? null : text(failure.message()))
			.update();
	}

}
