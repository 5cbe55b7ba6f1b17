package workflows.steps;

import static org.assertj.core.api.Assertions.assertThat;

import activities.Locks;
import activities.LocksForTests;
import app.Converters;
import domain.gate.Decision;
import domain.lock.Lease;
import domain.lock.LockAnswer;
import domain.lock.LockRequest;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One lock for each system: who holds it, who waits, who is sent away. */
class SystemLockTest {

	private TestWorkflowEnvironment environment;

	private Locks locks;

	@BeforeEach
	void start() {
		environment = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
			.setWorkflowClientOptions(
					WorkflowClientOptions.newBuilder().setDataConverter(Converters.standard()).build())
			.build());
		locks = LocksForTests.alone(environment.getWorkflowClient());
		Worker worker = environment.newWorker("operations");
		worker.registerWorkflowImplementationTypes(SystemLockImpl.class, HolderImpl.class);
		worker.registerActivitiesImplementations(locks);
		environment.start();
	}

	@AfterEach
	void stop() {
		environment.close();
	}

	@Test
	void theSecondIsRefusedAndToldWhoHoldsIt() {
		LockRequest first = holder("first", "web");
		assertThat(locks.acquireLock(first).granted()).isTrue();
		LockAnswer refused = locks.acquireLock(holder("second", "web"));
		assertThat(refused.granted()).isFalse();
		assertThat(refused.held().holder()).isEqualTo("first");
		assertThat(refused.held().reason()).isEqualTo("because");
	}

	@Test
	void componentsDoNotExcludeEachOtherAndTheWholeSystemExcludesAll() {
		assertThat(locks.acquireLock(holder("first", "web")).granted()).isTrue();
		assertThat(locks.acquireLock(holder("second", "database")).granted()).isTrue();
		assertThat(locks.acquireLock(holder("third", "*")).granted()).isFalse();
	}

	@Test
	void sharedLeasesGoTogetherAndAnExclusiveOneDoesNot() {
		assertThat(locks.acquireLock(shared(holder("first", "web"))).granted()).isTrue();
		assertThat(locks.acquireLock(shared(holder("second", "web"))).granted()).isTrue();
		assertThat(locks.acquireLock(holder("third", "web")).granted()).isFalse();
		assertThat(leases()).extracting(Lease::holder).containsExactly("first", "second");
	}

	@Test
	void aRepeatedQuestionGetsTheSameLease() {
		LockRequest request = holder("first", "web");
		long fence = locks.acquireLock(request).fence();
		assertThat(locks.acquireLock(request).fence()).isEqualTo(fence);
		assertThat(leases()).hasSize(1);
	}

	@Test
	void aQuestionRepeatedWhileTheFirstStillWaitsGetsTheSameLeaseToo() throws Exception {
		LockRequest first = holder("first", "web");
		locks.acquireLock(first);
		LockRequest patient = patient(holder("second", "web"), false);
		try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<LockAnswer> once = askers.submit(() -> locks.acquireLock(patient));
			Future<LockAnswer> again = askers.submit(() -> locks.acquireLock(patient));
			Awaitility.await().until(() -> waiting() == 2);
			locks.releaseLock(first);
			assertThat(once.get().granted()).isTrue();
			assertThat(again.get().fence()).isEqualTo(once.get().fence());
		}
		assertThat(leases()).hasSize(1);
	}

	@Test
	void aHolderThatIsGoneHoldsNothing() {
		LockRequest first = holder("first", "web");
		locks.acquireLock(first);
		environment.getWorkflowClient().newUntypedWorkflowStub("first").terminate("gone");
		assertThat(locks.acquireLock(holder("second", "web")).granted()).isTrue();
	}

	@Test
	void anEmergencyTellsTheHolderToAbortAndGetsTheLockWhenItIsGivenBack() {
		LockRequest first = holder("first", "web");
		long before = locks.acquireLock(first).fence();
		LockAnswer taken = locks.acquireLock(patient(holder("emergency", "*"), true));
		assertThat(taken.granted()).isTrue();
		assertThat(taken.fence()).isGreaterThan(before);
		assertThat(leases()).extracting(Lease::holder).containsExactly("emergency");
		assertThat(environment.getWorkflowClient().newUntypedWorkflowStub("first").getResult(String.class))
			.isEqualTo("aborted by emergency: Holder needs the lock: because");
	}

	@Test
	void anEmergencyIsRefusedWhereAnotherOneIsAtWork() {
		assertThat(locks.acquireLock(patient(holder("first", "*"), true)).granted()).isTrue();
		LockAnswer refused = locks.acquireLock(patient(holder("second", "*"), true));
		assertThat(refused.granted()).isFalse();
		assertThat(refused.held().holder()).isEqualTo("first");
	}

	private LockRequest holder(String id, String scope) {
		WorkflowStub run = environment.getWorkflowClient()
			.newUntypedWorkflowStub("Holder",
					WorkflowOptions.newBuilder().setTaskQueue("operations").setWorkflowId(id).build());
		run.start(scope);
		return new LockRequest("shop", scope, id, run.getExecution().getRunId(), "Holder", "because", false, null,
				false);
	}

	private static LockRequest shared(LockRequest request) {
		return new LockRequest(request.system(), request.scope(), request.holder(), request.runId(),
				request.procedure(), request.reason(), true, null, false);
	}

	private static LockRequest patient(LockRequest request, boolean preempts) {
		return new LockRequest(request.system(), request.scope(), request.holder(), request.runId(),
				request.procedure(), request.reason(), false, Duration.ofHours(1), preempts);
	}

	private List<Lease> leases() {
		return environment.getWorkflowClient().newWorkflowStub(SystemLock.class, "lock/shop").leases();
	}

	/** Updates that the lock has accepted and not answered yet. */
	private long waiting() {
		var events = environment.getWorkflowClient().fetchHistory("lock/shop").getHistory().getEventsList();
		return events.stream().filter(event -> event.hasWorkflowExecutionUpdateAcceptedEventAttributes()).count()
				- events.stream().filter(event -> event.hasWorkflowExecutionUpdateCompletedEventAttributes()).count();
	}

	/**
	 * A procedure that does nothing until it is told to abort, and then gives its lock
	 * back.
	 */
	@WorkflowInterface
	public interface Holder {

		@WorkflowMethod(name = "Holder")
		String hold(String scope);

		@SignalMethod
		void abort(Decision decision);

	}

	/** Undoes nothing, but takes its time. */
	public static class HolderImpl implements Holder {

		private Decision aborted;

		@Override
		public String hold(String scope) {
			Workflow.await(() -> aborted != null);
			Workflow.sleep(Duration.ofSeconds(1));
			Steps.safe(Locks.class, "Give the lock back")
				.releaseLock(new LockRequest("shop", scope, Workflow.getInfo().getWorkflowId(),
						Workflow.getInfo().getRunId(), "Holder", "because", false, null, false));
			return "aborted by " + aborted.by() + ": " + aborted.reason();
		}

		@Override
		public void abort(Decision decision) {
			aborted = decision;
		}

	}

}
