package probes.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import domain.diagnosis.Question;
import domain.diagnosis.Rows;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.probe.Surroundings;
import domain.profile.Probe;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import local.LocalStack;
import local.Patience;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import probes.Asked;
import probes.Inquired;

/** Against a real Temporal server. */
class TemporalInquirerIT {

	private final String id = "flow-c-" + UUID.randomUUID();

	private WorkflowStub workflow;

	@BeforeEach
	void start() {
		workflow = LocalStack.shared()
			.temporal()
			.client()
			.newUntypedWorkflowStub("FlowC",
					WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue("nobody-" + id).build());
		workflow.start("input");
	}

	@AfterEach
	void end() {
		workflow.terminate("the test is over");
	}

	private static Rows ask(String text, Map<String, String> values) {
		String address = LocalStack.shared().temporal().address();
		Probe server = Asked
			.probe("kind: temporal, host: 127.0.0.1, port: " + address.substring(address.indexOf(':') + 1));
		return Inquired.ask(new TemporalInquirer(new Channels(Asked.secrets(Map.of()))),
				new Question(Inquired.query("kind: temporal, source: it, text: '" + text + "'"), values, server),
				new Surroundings(List.of(), List.of(), null));
	}

	private static void fails(String text, Map<String, String> values, FailureKind kind) {
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> ask(text, values))
			.matches(failure -> failure.kind() == kind, kind.name());
	}

	@Test
	void workflowsAreListedDescribedAndTheirHistoryShown() {
		Rows running = Awaitility.await()
			.atMost(Patience.LIMIT)
			.until(() -> ask("LIST ExecutionStatus = \"Running\" AND WorkflowId = \":id\"", Map.of("id", id)),
					rows -> !rows.rows().isEmpty());
		assertThat(running.rows()).singleElement()
			.matches(row -> row.get("workflowId").equals(id) && row.get("status").equals("RUNNING"));
		assertThat(ask("DESCRIBE :id", Map.of("id", id)).rows()).singleElement()
			.matches(row -> row.get("type").equals("FlowC") && row.get("pendingActivities").equals(List.of()));
		assertThat(ask("HISTORY :id", Map.of("id", id)).rows()).extracting(row -> row.get("type"))
			.containsExactly("WORKFLOW_TASK_SCHEDULED", "WORKFLOW_EXECUTION_STARTED");
	}

	@Test
	void aValueStaysAValueAndWhatIsRefusedIsSaid() {
		assertThat(ask("LIST WorkflowId = \":id\"", Map.of("id", "x\" OR WorkflowId = \"" + id)).rows()).isEmpty();
		fails("LIST Nonsense Nonsense", Map.of(), FailureKind.PROFILE);
		fails("DESCRIBE :id", Map.of("id", "nobody"), FailureKind.NOT_FOUND);
	}

}
