package trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import domain.run.Outcome;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import local.Patience;
import local.TemporalPages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An operator who has nothing but the Temporal UI and what its pages say. */
class TemporalUiIT {

	private static final Duration LIMIT = Patience.LIMIT;

	private static Operations operations;

	private static TemporalPages pages;

	@BeforeAll
	static void start() {
		operations = new Operations("ui-trial");
		pages = new TemporalPages(operations.stack.temporal().uiUrl());
	}

	@AfterAll
	static void stop() {
		pages.close();
		operations.close();
	}

	@Test
	void aRunIsStartedByTheFormAndAnsweredWithTheJsonThatItsPageShows() throws TimeoutException {
		pages.start("CanaryDeploy", "operations", "by-form", """
				{"system": "agente-ia", "component": "agente-api", "version": "v1.3.0",
				 "stages": [{"weight": 5, "dwell": "PT3S"}, {"weight": 100, "dwell": "PT0S"}]}""");
		WorkflowStub run = operations.stack.temporal().client().newUntypedWorkflowStub("by-form");
		await().atMost(LIMIT).ignoreExceptions().until(() -> operations.waitsAt(run, "checklist"));
		String details = pages.details("by-form", runId(run));
		assertThat(details).as("what is seen without scrolling").contains("\"gate\": \"checklist\"");
		String json = details.substring(details.indexOf('{'), details.indexOf('}') + 1);
		pages.signal("by-form", runId(run), "reject", json);
		assertThat(run.getResult(2, TimeUnit.MINUTES, Outcome.class).result()).isEqualTo(Outcome.Result.REJECTED);
		assertThat(operations.runningVersion()).isEqualTo("v1.2.0");
	}

	@Test
	void nonsenseIsAnsweredOnTheRunsPage() {
		pages.start("CanaryDeploy", "operations", "nonsense-by-form", """
				{"system": "agente-ia", "component": "agente-api", "version": "v1.3.0",
				 "stages": [{"weight": 50, "dwell": "PT1M"}, {"weight": 5, "dwell": "PT1M"}]}""");
		WorkflowStub run = operations.stack.temporal().client().newUntypedWorkflowStub("nonsense-by-form");
		await().atMost(LIMIT).ignoreExceptions().until(() -> runId(run) != null);
		assertThat(pages.text("nonsense-by-form", runId(run), "stages[1].weight")).contains("Failed");
	}

	private static String runId(WorkflowStub run) {
		return run.describe().getExecution().getRunId();
	}

}
