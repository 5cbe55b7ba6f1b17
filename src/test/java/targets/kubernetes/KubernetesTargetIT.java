package targets.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.Adjusted;
import domain.lifecycle.AutoscalerRequest;
import domain.lifecycle.Bounds;
import domain.lifecycle.Operation;
import domain.lifecycle.ResizeRequest;
import domain.lifecycle.Resources;
import domain.lifecycle.RestartRequest;
import domain.lifecycle.ScaleRequest;
import domain.lifecycle.ScriptAnswer;
import domain.lifecycle.ScriptRequest;
import domain.lifecycle.StartRequest;
import domain.lifecycle.Workload;
import domain.lifecycle.WorkloadRequest;
import domain.lifecycle.WorkloadState.Condition;
import domain.lifecycle.WorkloadState;
import domain.profile.ComponentProfile.Kind;
import domain.profile.TargetProfile;
import domain.run.Change;
import domain.run.Mode;
import domain.run.Run;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import local.KubernetesCluster;
import local.LocalStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Starting, stopping, restarting and scaling on the real API server. */
class KubernetesTargetIT {

	private static final Runnable ALIVE = () -> {
	};

	private final KubernetesCluster cluster = LocalStack.shared().kubernetes();

	private final KubernetesClients clients = new KubernetesClients();

	private final KubernetesTarget target = new KubernetesTarget(this.clients);

	private final String namespace = "lifecycle-" + UUID.randomUUID().toString().substring(0, 8);

	private final Run run = run(Mode.EXECUTE);

	@BeforeEach
	void deploy() {
		this.cluster.apply(Manifests.in(this.namespace, Manifests.deployment("web", 3, "registry.example.com/web:v1"),
				Manifests.statefulSet("store", 2, "registry.example.com/store:v15"),
				Manifests.daemonSet("agent", "registry.example.com/agent:v1")));
		start(web());
		start(store());
		start(agent());
	}

	@AfterEach
	void end() {
		this.clients.close();
		client().namespaces().withName(this.namespace).delete();
	}

	private static Run run(Mode mode) {
		return new Run("Restart/shop/web", "run-" + UUID.randomUUID(), "Restart", "shop", "web", mode, "en");
	}

	private KubernetesClient client() {
		return this.cluster.client();
	}

	private Workload workload(Kind kind, String name) {
		TargetProfile place = TargetProfile.kubernetes("production", this.cluster.kubeconfig().toString(), null,
				this.namespace);
		return new Workload(place, name, kind, name, name, null, Duration.ofMinutes(2));
	}

	private Workload web() {
		return workload(Kind.DEPLOYMENT, "web");
	}

	private Workload store() {
		return workload(Kind.STATEFUL_SET, "store");
	}

	private Workload agent() {
		return workload(Kind.DAEMON_SET, "agent");
	}

	private List<Change> start(Workload workload) {
		return this.target.start(new StartRequest(this.run, workload, null), ALIVE).changes();
	}

	private List<Change> stop(Workload workload) {
		return this.target.stop(new WorkloadRequest(this.run, workload), ALIVE).changes();
	}

	private List<Change> restart(Workload workload) {
		return this.target.restart(new RestartRequest(this.run, workload, null), ALIVE).changes();
	}

	private WorkloadState state(Workload workload) {
		return this.target.observe(new WorkloadRequest(this.run, workload));
	}

	private Deployment deployment() {
		return client().apps().deployments().inNamespace(this.namespace).withName("web").get();
	}

	private List<String> pods(String app) {
		return client().pods()
			.inNamespace(this.namespace)
			.withLabel("app", app)
			.list()
			.getItems()
			.stream()
			.filter((pod) -> pod.getMetadata().getDeletionTimestamp() == null)
			.map((pod) -> pod.getMetadata().getUid())
			.toList();
	}

	@Test
	void whatIsStoppedIsStartedWithTheInstancesThatItHad() {
		assertThat(state(web()).condition()).isEqualTo(Condition.RUNNING);
		assertThat(state(web()).version()).isEqualTo("v1");
		assertThat(stop(web())).hasSize(1);
		assertThat(client().pods().inNamespace(this.namespace).withLabel("app", "web").list().getItems())
			.as("pods that are being ended still work")
			.isEmpty();
		assertThat(state(web()).condition()).isEqualTo(Condition.STOPPED);
		assertThat(state(web()).stoppedFrom()).isEqualTo(3);
		assertThat(stop(web())).as("nothing to do").isEmpty();
		assertThat(this.target.stop(new WorkloadRequest(this.run, web(), 3), ALIVE).changes())
			.as("done by an attempt that died")
			.hasSize(1);
		assertThat(start(web())).hasSize(1);
		assertThat(state(web()).ready()).isEqualTo(3);
		assertThat(start(web())).as("again").isEmpty();
		assertThat(stop(store())).hasSize(1);
		assertThat(start(store())).hasSize(1);
		assertThat(state(store()).ready()).isEqualTo(2);
	}

	@Test
	void aRunRestartsOnceHoweverOftenItAsks() {
		for (Workload each : List.of(web(), store(), agent())) {
			List<String> before = pods(each.name());
			assertThat(restart(each)).hasSize(1);
			List<String> after = pods(each.name());
			assertThat(after).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);
			assertThat(restart(each)).as("the run's change, whichever attempt made it").hasSize(1);
			assertThat(pods(each.name())).containsExactlyInAnyOrderElementsOf(after);
		}
	}

	@Test
	void aRestartThatIsEndedHasThePodsOfBefore() {
		restart(web());
		assertThat(this.target.endRestart(new WorkloadRequest(this.run, web()), ALIVE).changes()).hasSize(1);
		assertThat(deployment().getSpec().getTemplate().getMetadata().getAnnotations()).isNullOrEmpty();
		assertThat(this.target.endRestart(new WorkloadRequest(this.run, web()), ALIVE).changes()).isEmpty();
	}

	@Test
	void aStatefulSetWithOneBadPodFailsItsRestartAndSaysWhichPod() {
		client().apps().statefulSets().inNamespace(this.namespace).withName("store").edit((set) -> {
			set.getSpec()
				.getTemplate()
				.getSpec()
				.getContainers()
				.getFirst()
				.setImage("registry.example.com/store:crashing");
			return set;
		});
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> restart(store()))
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.NOT_READY))
			.withMessageContaining("store-1")
			.withMessageContaining("CrashLoopBackOff");
	}

	@Test
	void anImageThatIsNotThereIsSaidAtOnce() {
		client().apps().deployments().inNamespace(this.namespace).withName("web").edit((found) -> {
			found.getSpec()
				.getTemplate()
				.getSpec()
				.getContainers()
				.getFirst()
				.setImage("registry.example.com/web:missing");
			return found;
		});
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> restart(web()))
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.IMAGE_NOT_PULLABLE));
	}

	@Test
	void aPodThatNeverGetsReadyEndsTheWaitWithItsReason() {
		Workload impatient = new Workload(web().target(), "web", Kind.DEPLOYMENT, "web", "web", null,
				Duration.ofSeconds(2));
		client().pods()
			.inNamespace(this.namespace)
			.withLabel("app", "web")
			.list()
			.getItems()
			.stream()
			.limit(1)
			.forEach((pod) -> client().pods()
				.inNamespace(this.namespace)
				.withName(pod.getMetadata().getName())
				.editStatus((found) -> new PodBuilder(found).editStatus()
					.editMatchingCondition((condition) -> condition.getType().equals("Ready"))
					.withStatus("False")
					.endCondition()
					.endStatus()
					.build()));
		org.awaitility.Awaitility.await().until(() -> Workloads.ready(deployment()) == 2);
		assertThat(state(web()).condition()).isEqualTo(Condition.DEGRADED);
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> this.target.scale(new ScaleRequest(this.run, impatient, 3), ALIVE))
			.withMessageContaining("2 of 3 pods ready");
	}

	@Test
	void anAutoscalerThatWouldFightIsNamed() {
		limit(new Bounds(2, 4, 70));
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> this.target.scale(new ScaleRequest(this.run, web(), 9), ALIVE))
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT))
			.withMessageContaining("between 2 and 4");
		assertThat(state(web()).wanted()).isEqualTo(3);
		limit(new Bounds(null, 20, null));
		this.target.scale(new ScaleRequest(this.run, web(), 9), ALIVE);
		assertThat(state(web()).ready()).isEqualTo(9);
	}

	private Adjusted limit(Bounds bounds) {
		return this.target.limitAutoscaler(new AutoscalerRequest(this.run, web(), bounds));
	}

	@Test
	void anAutoscalerIsMadeChangedAndPutBack() {
		assertThat(limit(new Bounds(5, 50, 70)).bounds()).isNull();
		assertThat(limit(new Bounds(5, 50, 70)).changes()).as("again").isEmpty();
		assertThat(limit(new Bounds(2, 10, 60)).bounds()).isEqualTo(new Bounds(5, 50, 70));
		HorizontalPodAutoscaler made = client().autoscaling()
			.v2()
			.horizontalPodAutoscalers()
			.inNamespace(this.namespace)
			.withName("web")
			.get();
		assertThat(made.getSpec().getMaxReplicas()).isEqualTo(10);
		limit(null);
		assertThat(client().autoscaling().v2().horizontalPodAutoscalers().inNamespace(this.namespace).list().getItems())
			.isEmpty();
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> limit(new Bounds(2, null, null)))
			.withMessageContaining("autoscaler.maximum");
	}

	@Test
	void resourcesArePutBackExactly() {
		Resources wanted = new Resources("2", "4Gi", "4", "8Gi");
		Adjusted done = resize(wanted, this.run);
		assertThat(done.resources()).isEqualTo(new Resources("100m", "", "", ""));
		assertThat(done.changes()).hasSize(4);
		assertThat(resize(wanted, this.run).changes()).as("again").isEmpty();
		resize(done.resources(), this.run);
		var container = deployment().getSpec().getTemplate().getSpec().getContainers().getFirst();
		assertThat(container.getResources().getRequests()).containsOnlyKeys("cpu");
		assertThat(container.getResources().getLimits()).isNullOrEmpty();
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> resize(new Resources("much", null, null, null), this.run))
			.withMessageContaining("cpuRequest");
	}

	private Adjusted resize(Resources wanted, Run by) {
		return this.target.resize(new ResizeRequest(by, web(), wanted), ALIVE);
	}

	@Test
	void aPlanChangesNothingAndSaysTheSame() {
		Run planning = run(Mode.PLAN);
		long generation = deployment().getMetadata().getGeneration();
		List<Change> planned = this.target.stop(new WorkloadRequest(planning, web()), ALIVE).changes();
		assertThat(this.target.scale(new ScaleRequest(planning, web(), 5), ALIVE).changes()).hasSize(1);
		assertThat(this.target.restart(new RestartRequest(planning, web(), null), ALIVE).changes()).hasSize(1);
		assertThat(resize(new Resources("2", null, null, null), planning).changes()).hasSize(1);
		assertThat(deployment().getMetadata().getGeneration()).isEqualTo(generation);
		assertThat(stop(web())).isEqualTo(planned);
	}

	@Test
	void whatGitOpsKeepsIsNotScaled() {
		client().apps().deployments().inNamespace(this.namespace).withName("web").edit((found) -> {
			found.getMetadata().getAnnotations().put("argocd.argoproj.io/tracking-id", "shop:apps/Deployment:x/web");
			return found;
		});
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> this.target.scale(new ScaleRequest(this.run, web(), 5), ALIVE))
			.withMessageContaining("Argo CD");
	}

	@Test
	void whatAPlaceCannotDoIsSaidBeforehand() {
		assertThat(this.target.cannot(Operation.SCALE, agent())).get().asString().contains("DaemonSet");
		assertThat(this.target.cannot(Operation.RESTART, agent())).isEmpty();
		assertThat(state(workload(Kind.DEPLOYMENT, "nothing")).condition()).isEqualTo(Condition.ABSENT);
		assertThat(this.target.inspect(this.run, web().target())).allMatch((place) -> place.healthy());
	}

	@Test
	void aCommandRunsInAPodAndItsEndIsKnown() {
		assertThat(script("echo", "two words; $(id)")).isEqualTo(new ScriptAnswer(0, "two words; $(id)\n"));
		ScriptAnswer bad = script("sh", "-c", "echo bad >&2; exit 3");
		assertThat(bad.good()).isFalse();
		assertThat(bad.output()).isEqualTo("bad\n");
	}

	private ScriptAnswer script(String... command) {
		return this.target.execute(new ScriptRequest(this.run, web(), List.of(command), Duration.ofSeconds(20)), ALIVE);
	}

}
