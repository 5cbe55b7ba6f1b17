package app;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.run.Arguments;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.worker.WorkflowImplementationOptions;
import java.util.Arrays;
import java.util.Objects;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Turns the domain's failures into Temporal's, at the outermost edge: a permanent failure
 * is not retried and carries its kind as failure type, a transient one is retried, after
 * the wait that the server asked for when it asked for one. Every other exception is
 * retried. Messages are in the language of the run's people, whom the Temporal UI, gates
 * and reports show them to. What looks like a secret leaves the messages of all of them,
 * and of their causes: they may quote what a program printed ({@link MaskedFailure}).
 *
 * <p>
 * Interceptors are applied in Spring's order, the later one around the earlier one. This
 * one has the lowest precedence and therefore stands around all others: what records
 * steps in the ledger (any higher precedence) sees the domain's own failures, and speaks
 * no Temporal.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
public final class FailureMapping extends WorkerInterceptorBase {

	/** Failure type that the Temporal UI shows for a failure that may pass. */
	public static final String TRANSIENT = "TRANSIENT";

	/**
	 * Options of every workflow: what ends one at once, instead of leaving it Running for
	 * ever while its first task is repeated. Input that cannot be read is such a thing.
	 */
	public static WorkflowImplementationOptions workflowOptions() {
		return withFailingTypes(WorkflowImplementationOptions.newBuilder()).build();
	}

	static WorkflowImplementationOptions.Builder withFailingTypes(WorkflowImplementationOptions.Builder options) {
		return options.setFailWorkflowExceptionTypes(DataConverterException.class, PermanentFailure.class);
	}

	@Override
	public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
		return new ActivityInboundCallsInterceptorBase(next) {
			@Override
			public ActivityOutput execute(ActivityInput input) {
				try {
					return super.execute(input);
				}
				catch (PermanentFailure failure) {
					throw permanent(failure, Arguments.language(input.getArguments()));
				}
				catch (TransientFailure failure) {
					throw passing(failure, Arguments.language(input.getArguments()));
				}
				catch (TemporalFailure | ActivityCompletionException ours) {
					throw ours;
				}
				catch (RuntimeException failure) {
					throw MaskedFailure.of(failure);
				}
			}
		};
	}

	@Override
	public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
		return new WorkflowInboundCallsInterceptorBase(next) {
			@Override
			public WorkflowOutput execute(WorkflowInput input) {
				try {
					requireInput(input.getArguments());
					return super.execute(input);
				}
				catch (PermanentFailure failure) {
					throw permanent(failure, null);
				}
			}

			@Override
			public UpdateOutput executeUpdate(UpdateInput input) {
				try {
					return super.executeUpdate(input);
				}
				catch (PermanentFailure failure) {
					throw permanent(failure, null);
				}
			}
		};
	}

	/** The form of the Temporal UI starts a procedure also when it is left empty. */
	private static void requireInput(Object[] arguments) {
		if (arguments.length > 0 && Arrays.stream(arguments).allMatch(Objects::isNull)) {
			throw new PermanentFailure(FailureKind.INVALID_INPUT,
					"input: nothing was given; give one JSON object, at least {\"system\": \"…\"}; docs/pasting.md shows what belongs into it");
		}
	}

	private static ApplicationFailure permanent(PermanentFailure failure, String language) {
		return ApplicationFailure.newNonRetryableFailureWithCause(MaskedFailure.text(failure.said().in(language)),
				failure.kind().name(), MaskedFailure.ofCause(failure.getCause()));
	}

	private static ApplicationFailure passing(TransientFailure failure, String language) {
		ApplicationFailure.Builder mapped = ApplicationFailure.newBuilder()
			.setMessage(MaskedFailure.text(failure.said().in(language)))
			.setType(TRANSIENT)
			.setCause(MaskedFailure.ofCause(failure.getCause()));
		if (failure.retryAfter() != null) {
			mapped.setNextRetryDelay(failure.retryAfter());
		}
		return mapped.build();
	}

}
