package activities;

import domain.failure.TransientFailure;
import domain.lock.LockAnswer;
import domain.lock.LockRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.activity.Activity;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.spring.boot.ActivityImpl;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Speaks to the lock workflow of a system, which is started by the first who asks. */
@Component
@ActivityImpl(taskQueues = "operations")
class LocksImpl implements Locks {

	private static final String WORKFLOW = "SystemLock";

	private static final String QUEUE = "operations";

	/** Seconds between two looks at whether the lock is still wanted. */
	private static final int LOOK = 1;

	private final WorkflowClient client;

	/** Fails when the answer is no longer waited for. */
	private final Runnable wanted;

	@Autowired
	LocksImpl(WorkflowClient client) {
		this(client, () -> Activity.getExecutionContext().heartbeat(null));
	}

	LocksImpl(WorkflowClient client, Runnable wanted) {
		this.client = client;
		this.wanted = wanted;
	}

	@Override
	public LockAnswer acquireLock(LockRequest request) {
		WorkflowStub lock = client.newUntypedWorkflowStub(WORKFLOW,
				WorkflowOptions.newBuilder()
					.setWorkflowId(id(request))
					.setTaskQueue(QUEUE)
					.setStaticSummary("Lock of " + request.system())
					.setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
					.build());
		Object[] asked = { request };
		Object[] kept = { Map.of("fence", 0) };
		return request.patience().isZero()
				? lock.executeUpdateWithStart(update("acquire", LockAnswer.class, WorkflowUpdateStage.COMPLETED), asked,
						kept)
				: patiently(lock.startUpdateWithStart(update("acquire", LockAnswer.class, WorkflowUpdateStage.ACCEPTED),
						asked, kept));
	}

	/**
	 * Waits for the answer and is still there for whoever stops the run meanwhile. A
	 * lease that is granted to a run that has ended counts for nothing.
	 */
	private LockAnswer patiently(WorkflowUpdateHandle<LockAnswer> asked) {
		CompletableFuture<LockAnswer> answer = asked.getResultAsync();
		while (true) {
			try {
				return answer.get(LOOK, TimeUnit.SECONDS);
			}
			catch (TimeoutException later) {
				wanted.run();
			}
			catch (InterruptedException stopped) {
				Thread.currentThread().interrupt();
				throw new TransientFailure("the worker stops", stopped);
			}
			catch (ExecutionException failed) {
				throw new TransientFailure("the lock gave no answer: " + failed.getCause(), failed);
			}
		}
	}

	@Override
	public void releaseLock(LockRequest request) {
		try {
			client.newUntypedWorkflowStub(id(request)).update("release", Boolean.class, request);
		}
		catch (io.temporal.client.WorkflowNotFoundException neverTaken) {
			// A lock workflow that was never started, or was terminated, holds no lease:
			// nothing is left to give back.
			return;
		}
	}

	@Override
	public boolean holderLives(String workflowId, String runId) {
		try {
			WorkflowExecutionStatus status = client.getWorkflowServiceStubs()
				.blockingStub()
				.describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
					.setNamespace(client.getOptions().getNamespace())
					.setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId).setRunId(runId))
					.build())
				.getWorkflowExecutionInfo()
				.getStatus();
			return status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
					|| status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW;
		}
		catch (StatusRuntimeException failure) {
			if (failure.getStatus().getCode() == Status.Code.NOT_FOUND) {
				return false;
			}
			throw failure;
		}
	}

	private static String id(LockRequest request) {
		return "lock/" + request.system();
	}

	private static <T> UpdateOptions<T> update(String name, Class<T> result, WorkflowUpdateStage stage) {
		return UpdateOptions.newBuilder(result).setUpdateName(name).setWaitForStage(stage).build();
	}

}
