package app;

import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Ready means: Temporal answers for our namespace, and the worker polls for work. */
@Component("temporal")
class TemporalHealth implements HealthIndicator {

	private final WorkflowClient client;

	private final WorkerLifecycle worker;

	TemporalHealth(WorkflowClient client, WorkerLifecycle worker) {
		this.client = client;
		this.worker = worker;
	}

	@Override
	public Health health() {
		String namespace = client.getOptions().getNamespace();
		Health.Builder health = Health.unknown()
			.withDetail("address", client.getWorkflowServiceStubs().getOptions().getTarget())
			.withDetail("namespace", namespace);
		try {
			client.getWorkflowServiceStubs()
				.blockingStub()
				.withDeadlineAfter(2, TimeUnit.SECONDS)
				.describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build());
		}
		catch (StatusRuntimeException unreachable) {
			return health.outOfService().withDetail("answer", unreachable.getStatus().toString()).build();
		}
		return worker.working() ? health.up().build()
				: health.outOfService().withDetail("worker", "not polling").build();
	}

}
