package activities;

import static org.assertj.core.api.Assertions.assertThat;

import app.FailureMapping;
import app.Heartbeats;
import domain.people.Delivery;
import domain.people.Message;
import domain.people.Severity;
import domain.profile.Channel;
import domain.profile.PeopleProfile;
import domain.profile.Route;
import domain.run.Mode;
import domain.run.Run;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import people.Letters;

/** Every channel once, with Temporal's own retries. */
class MessagesImplTest {

	private static final String QUEUE = "messages";

	private final PostOffice office = new PostOffice();

	private final KeptEvidence evidence = new KeptEvidence();

	private TestWorkflowEnvironment environment;

	@BeforeEach
	void start() {
		environment = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
			.setWorkflowClientOptions(WorkflowClientOptions.getDefaultInstance())
			.setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
				.setWorkerInterceptors(new Heartbeats(), new FailureMapping())
				.build())
			.build());
		Worker worker = environment.newWorker(QUEUE);
		worker.registerWorkflowImplementationTypes(TellImpl.class);
		worker.registerActivitiesImplementations(
				new MessagesImpl(List.of(office), new Letters("http://temporal", "default"), evidence));
		environment.start();
	}

	@AfterEach
	void stop() {
		environment.close();
	}

	@Test
	void aRetryServesOnlyTheChannelsThatAreLeft() {
		office.failing("alerts", 2);
		Delivery delivery = tell(Mode.EXECUTE, "deploys");
		assertThat(delivery.sent()).containsExactly("deploys", "alerts");
		assertThat(delivery.unsent()).containsExactly("gone: the profile has no such channel");
		assertThat(office.visits()).containsExactly("deploys", "alerts", "alerts", "alerts");
		assertThat(evidence.taken()).containsExactly("deploys", "alerts");
	}

	@Test
	void aRetryRemembersByItsHeartbeatWhenTheLedgerIsAway() {
		evidence.forgetful();
		office.failing("alerts", 1);
		tell(Mode.EXECUTE, "deploys");
		assertThat(office.visits()).containsExactly("deploys", "alerts", "alerts");
	}

	@Test
	void aHeartThatBeatWithoutNewsLeavesNothingOut() {
		office.pace(Duration.ofMillis(1500));
		office.failing("deploys", 1);
		office.failing("alerts", 1);
		assertThat(tell(Mode.EXECUTE, "deploys").sent()).containsExactly("deploys", "alerts");
		assertThat(office.visits()).containsExactly("deploys", "alerts", "deploys", "alerts");
	}

	@Test
	void whatTheLedgerKnowsAsSentIsNotSentAgain() {
		evidence.messageTaken(run(Mode.EXECUTE), "key", "deploys");
		assertThat(tell(Mode.EXECUTE, "deploys").sent()).containsExactly("deploys", "alerts");
		assertThat(office.visits()).containsExactly("alerts");
	}

	@Test
	void aChannelThatStaysAwayIsRecordedBeforeTheTimeIsOver() {
		office.failing("alerts", Integer.MAX_VALUE);
		Delivery delivery = tell(Mode.EXECUTE, "deploys");
		assertThat(delivery.sent()).containsExactly("deploys");
		assertThat(delivery.unsent()).contains("alerts: the office is closed");
		assertThat(office.visits()).filteredOn("deploys"::equals).hasSize(1);
		assertThat(office.visits().size()).isBetween(8, 16);
	}

	@Test
	void aRouteWithATopicLeavesOtherTopicsAlone() {
		assertThat(tell(Mode.EXECUTE, "gates").sent()).containsExactly("alerts");
	}

	@Test
	void aPlanTellsNobody() {
		assertThat(tell(Mode.PLAN, "deploys")).isEqualTo(new Delivery("key", List.of(), List.of()));
		assertThat(office.visits()).isEmpty();
	}

	private Delivery tell(Mode mode, String topic) {
		PeopleProfile people = new PeopleProfile(null, List.of(channel("deploys"), channel("alerts")),
				List.of(new Route(Severity.WARNING, "deploys", List.of("deploys", "gone")),
						new Route(Severity.WARNING, null, List.of("alerts")),
						new Route(Severity.WARNING, "deploys", List.of("deploys")),
						new Route(Severity.CRITICAL, null, List.of("deploys"))),
				null);
		Message message = new Message(run(mode), people, "key", "canary-undone", Severity.WARNING, topic,
				new TreeMap<>());
		return environment.getWorkflowClient()
			.newWorkflowStub(Tell.class, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build())
			.tell(message);
	}

	private static Channel channel(String name) {
		return new Channel(name, Channel.Kind.SLACK, null, null, null, null);
	}

	private static Run run(Mode mode) {
		return new Run("canary", "run-1", "CanaryDeploy", "agente-ia", "agente-api", mode, "en");
	}

	/** Tells one message. */
	@WorkflowInterface
	public interface Tell {

		@WorkflowMethod
		Delivery tell(Message message);

	}

	/** With the times of {@code Steps.once}. */
	public static class TellImpl implements Tell {

		@Override
		public Delivery tell(Message message) {
			return Workflow
				.newActivityStub(Messages.class,
						ActivityOptions.newBuilder()
							.setHeartbeatTimeout(Duration.ofSeconds(4))
							.setStartToCloseTimeout(Duration.ofMinutes(1))
							.setScheduleToCloseTimeout(Duration.ofMinutes(10))
							.setRetryOptions(RetryOptions.newBuilder()
								.setInitialInterval(Duration.ofSeconds(1))
								.setMaximumInterval(Duration.ofMinutes(1))
								.build())
							.build())
				.sendMessage(message);
		}

	}

}
