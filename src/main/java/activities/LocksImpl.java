package activities;

import domain.lock.LockAnswer;
import domain.lock.LockRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.spring.boot.ActivityImpl;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Speaks to the lock workflow of a system, which is started by the first who asks. */
@Component
@ActivityImpl(taskQueues = "operations")
class LocksImpl implements Locks {

	private static final String WORKFLOW = "SystemLock";

	private static final String QUEUE = "operations";

	private final WorkflowClient client;

	LocksImpl(WorkflowClient client) {
		this.client = client;
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
		return lock.executeUpdateWithStart(update("acquire", LockAnswer.class), new Object[] { request },
				new Object[] { Map.of("fence", 0) });
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

	private static <T> UpdateOptions<T> update(String name, Class<T> result) {
		return UpdateOptions.newBuilder(result)
			.setUpdateName(name)
			.setWaitForStage(WorkflowUpdateStage.COMPLETED)
			.build();
	}

}
