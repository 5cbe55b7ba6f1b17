package local;

import java.nio.file.Path;
import java.util.Comparator;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;

/**
 * Takes the README's picture: the newest canary deploy of the running stack in the
 * Temporal UI. The stack's environment says where it is.
 */
public final class Picture {

	private Picture() {
	}

	public static void main(String[] arguments) {
		Path file = Path.of((arguments.length == 0) ? "docs/canary-deploy.png" : arguments[0]);
		WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
				WorkflowServiceStubsOptions.newBuilder().setTarget(System.getenv("TEMPORAL_ADDRESS")).build());
		try (TemporalPages pages = new TemporalPages(System.getenv("HOLDFAST_TEMPORAL_UI"))) {
			WorkflowExecutionMetadata run = WorkflowClient.newInstance(stubs)
				.listExecutions("WorkflowType = 'CanaryDeploy'")
				.max(Comparator.comparing(WorkflowExecutionMetadata::getStartTime))
				.orElseThrow(() -> new IllegalStateException("No canary deploy was started on the running stack"));
			pages.pictureOfTimeline(run.getExecution().getWorkflowId(), run.getExecution().getRunId(), file);
			System.out.println("The picture is in " + file);
		}
		finally {
			stubs.shutdownNow();
		}
	}

}
