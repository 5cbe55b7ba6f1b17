package trials;

import activities.Analysis;
import activities.Backups;
import activities.Certificates;
import activities.CleanUps;
import activities.Configurations;
import activities.Decisions;
import activities.Deploys;
import activities.Diagnoses;
import activities.Drills;
import activities.HealthProbes;
import activities.Inspections;
import activities.Messages;
import activities.Probes;
import activities.Profiles;
import activities.Reports;
import activities.Restores;
import activities.Rollouts;
import activities.SecretRotations;
import activities.ServiceLevels;
import activities.Silences;
import activities.Sites;
import activities.Synchronisations;
import activities.Workloads;
import app.Converters;
import app.FailureMapping;
import domain.check.WatchRequest;
import domain.gate.Decision;
import domain.lock.Lease;
import domain.profile.SystemProfile;
import domain.release.WeightRequest;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import local.TemporalServer;
import org.awaitility.Awaitility;
import workflows.lifecycle.RestartImpl;
import workflows.lifecycle.ScaleImpl;
import workflows.lifecycle.StartSystemImpl;
import workflows.lifecycle.StopSystemImpl;
import workflows.maintenance.DailyMaintenanceImpl;
import workflows.maintenance.MaintenanceWindowImpl;
import workflows.maintenance.MonthlyMaintenanceImpl;
import workflows.maintenance.QuarterlyMaintenanceImpl;
import workflows.maintenance.WeeklyMaintenanceImpl;
import workflows.recovery.BackupImpl;
import workflows.recovery.DisasterRecoveryDrillImpl;
import workflows.recovery.DisasterRecoveryImpl;
import workflows.recovery.DrillCleanUpImpl;
import workflows.recovery.EmergencyRestoreImpl;
import workflows.release.CanaryDeployImpl;
import workflows.release.ConfigurationChangeImpl;
import workflows.release.DeployImpl;
import workflows.release.RollbackImpl;
import workflows.security.CertificateRotationImpl;
import workflows.security.SecretRotationImpl;
import workflows.steps.SystemLockImpl;

/**
 * The procedures on a world in memory, with time that skips; a named step can be made to
 * fail once or to run twice.
 */
public final class Theatre implements AutoCloseable {

	/** Everything that runs here. */
	static final Class<?>[] PROCEDURES = { CanaryDeployImpl.class, RollbackImpl.class, StartSystemImpl.class,
			StopSystemImpl.class, RestartImpl.class, ScaleImpl.class, ConfigurationChangeImpl.class, DeployImpl.class,
			BackupImpl.class, EmergencyRestoreImpl.class, DisasterRecoveryImpl.class, MaintenanceWindowImpl.class,
			DailyMaintenanceImpl.class, WeeklyMaintenanceImpl.class, MonthlyMaintenanceImpl.class,
			QuarterlyMaintenanceImpl.class, CertificateRotationImpl.class, SecretRotationImpl.class,
			DisasterRecoveryDrillImpl.class, DrillCleanUpImpl.class };

	private static final String QUEUE = "operations";

	final World world;

	final Estate estate = new Estate();

	final Versions versions = new Versions();

	final Vault vault = new Vault();

	final Press press = new Press();

	final Ground ground = new Ground();

	final Hush hush = new Hush();

	final Chores chores = new Chores();

	final Notary notary = new Notary();

	final Canaries canaries = new Canaries();

	final Safe safe = new Safe();

	private final TestWorkflowEnvironment environment;

	private final Set<String> failOnce = ConcurrentHashMap.newKeySet();

	private final Set<String> twice = ConcurrentHashMap.newKeySet();

	private final Set<String> lost = ConcurrentHashMap.newKeySet();

	private final Map<String, Runnable> said = new ConcurrentHashMap<>();

	/** Every step that was called, with repetitions. */
	final List<String> calls = new java.util.concurrent.CopyOnWriteArrayList<>();

	public Theatre(SystemProfile profile) {
		this(profile, null, options().build());
	}

	/** With another watch than the world's own, unless it is null. */
	public Theatre(SystemProfile profile, Analysis watch) {
		this(profile, watch, options().build());
	}

	/**
	 * On a real server, where time does not skip: for what the one in memory does
	 * otherwise.
	 */
	Theatre(SystemProfile profile, TemporalServer server) {
		this(profile, null, options().setUseExternalService(true).setTarget(server.address()).build());
	}

	static TestEnvironmentOptions.Builder options() {
		return TestEnvironmentOptions.newBuilder()
			.setWorkflowClientOptions(
					WorkflowClientOptions.newBuilder().setDataConverter(Converters.standard()).build())
			.setWorkerFactoryOptions(
					WorkerFactoryOptions.newBuilder().setWorkerInterceptors(new FailureMapping()).build())
			.registerSearchAttribute("HoldfastSystem", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
			.registerSearchAttribute("HoldfastComponent", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
			.registerSearchAttribute("HoldfastPhase", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
			.registerSearchAttribute("HoldfastWaitingFor", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
	}

	private Theatre(SystemProfile profile, Analysis watch, TestEnvironmentOptions options) {
		world = new World(profile);
		environment = TestWorkflowEnvironment.newInstance(options);
		Worker worker = environment.newWorker(QUEUE);
		worker.registerWorkflowImplementationTypes(FailureMapping.workflowOptions(), SystemLockImpl.class);
		worker.registerWorkflowImplementationTypes(FailureMapping.workflowOptions(), PROCEDURES);
		worker.registerActivitiesImplementations(staged(Rollouts.class), watch == null ? staged(Analysis.class) : watch,
				staged(Backups.class), staged(Restores.class), staged(Messages.class), staged(Probes.class),
				staged(Profiles.class), staged(Decisions.class), staged(Workloads.class), staged(ServiceLevels.class),
				staged(Configurations.class), staged(HealthProbes.class), staged(Synchronisations.class),
				staged(Sites.class), staged(Deploys.class), staged(CleanUps.class), staged(Inspections.class),
				staged(Reports.class), staged(Silences.class), staged(Diagnoses.class), staged(Certificates.class),
				staged(Drills.class), staged(SecretRotations.class),
				activities.LocksForTests.on(environment.getWorkflowClient()));
		world.people(environment.getWorkflowClient());
		environment.start();
	}

	private <T> T staged(Class<T> capability) {
		Object world = Stream
			.of(this.world, estate, versions, vault, press, hush, chores, notary, ground, canaries, safe)
			.filter(capability::isInstance)
			.findFirst()
			.orElseThrow();
		return capability.cast(Proxy.newProxyInstance(capability.getClassLoader(), new Class<?>[] { capability },
				(proxy, method, arguments) -> {
					if (method.getDeclaringClass() == Object.class) {
						return method.invoke(world, arguments);
					}
					String moment = moment(method.getName(), arguments);
					String numbered = moment + "#" + count(method.getName());
					Stream.of(moment, numbered).map(said::remove).filter(Objects::nonNull).forEach(Runnable::run);
					if (failOnce.remove(method.getName())) {
						throw new IllegalStateException("this step fails once: " + method.getName());
					}
					try {
						if (twice.remove(method.getName())) {
							method.invoke(world, arguments);
						}
						Object done = method.invoke(world, arguments);
						if (lost.remove(numbered)) {
							throw new IllegalStateException("the worker was lost before it could answer: " + numbered);
						}
						return done;
					}
					catch (InvocationTargetException failure) {
						throw failure.getCause();
					}
				}));
	}

	/** Notes a call and says which of its kind it is, from 1. */
	private synchronized long count(String step) {
		calls.add(step);
		return calls.stream().filter(step::equals).count();
	}

	void failOnce(String step) {
		failOnce.add(step);
	}

	/**
	 * A worker is killed when it has done this step and not yet said so: another one does
	 * it again.
	 * @param numbered the step with its number, as in "startWorkload#2"
	 */
	void loseWorkerAfter(String numbered) {
		lost.add(numbered);
	}

	/** Whether every worker that was to be lost was lost. */
	boolean lostAll() {
		return lost.isEmpty();
	}

	void runTwice(String step) {
		twice.add(step);
	}

	/**
	 * Says something to the run while a step is under way; the step goes on until the run
	 * has heard it, so that its answer cannot come first.
	 * @param moment the name of the step; of one that is about a share of traffic with
	 * that share, as in "watchCanary/25"; of one that comes again and again with its
	 * number, as in "startWorkload#2"
	 */
	void sayDuring(String moment, String id, String verb) {
		said.put(moment, () -> {
			client().newUntypedWorkflowStub(id).signal(verb, new Decision(null, "oncall", "because"));
			Awaitility.await().until(() -> world.heard(verb));
		});
	}

	/** Does something while a step is under way, which goes on afterwards. */
	void during(String moment, Runnable action) {
		said.put(moment, action);
	}

	/**
	 * Cancels the run as the Temporal UI does while a step is under way, which goes on
	 * when the run has taken notice.
	 */
	void cancelDuring(String moment, String id) {
		said.put(moment, () -> {
			client().newUntypedWorkflowStub(id).cancel();
			Awaitility.await().until(() -> hasSeenItsCancellation(id));
		});
	}

	private boolean hasSeenItsCancellation(String id) {
		List<EventType> after = events(id).stream()
			.dropWhile(event -> event != EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCEL_REQUESTED)
			.toList();
		return after.contains(EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED);
	}

	/** What has happened to a run so far. */
	List<EventType> events(String id) {
		return client().fetchHistory(id).getEvents().stream().map(HistoryEvent::getEventType).toList();
	}

	/** Whether everything that was to be said has been said. */
	boolean saidAll() {
		return said.isEmpty();
	}

	private static String moment(String step, Object[] arguments) {
		return switch (arguments[0]) {
			case WatchRequest watch -> step + "/" + watch.weight();
			case WeightRequest weight -> step + "/" + weight.weight();
			default -> step;
		};
	}

	public WorkflowClient client() {
		return environment.getWorkflowClient();
	}

	/** The clock of the theatre. */
	long now() {
		return environment.currentTimeMillis();
	}

	/** Another run, which goes on and on, holds the lock of a system. */
	void holdLock(String system) {
		holdLock(system, "Elsewhere", false);
	}

	/** Holds it for another procedure, which may be an emergency. */
	void holdLock(String system, String procedure, boolean urgent) {
		start("SystemLock", "lock/" + system, Map.of("fence", 1, "leases",
				List.of(new Lease(1, "*", "lock/" + system, "", procedure, "because", false, Instant.EPOCH, urgent))));
	}

	void skip(Duration time) {
		environment.sleep(time);
	}

	public WorkflowStub start(String procedure, String id, Object request) {
		WorkflowStub stub = client().newUntypedWorkflowStub(procedure,
				WorkflowOptions.newBuilder().setTaskQueue(QUEUE).setWorkflowId(id).build());
		stub.start(request);
		return stub;
	}

	@Override
	public void close() {
		environment.close();
	}

}
