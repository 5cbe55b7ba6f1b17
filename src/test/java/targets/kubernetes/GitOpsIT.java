package targets.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import domain.configuration.Edit;
import domain.configuration.EditRequest;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.lifecycle.RestartRequest;
import domain.lifecycle.ScaleRequest;
import domain.lifecycle.Workload;
import domain.lifecycle.WorkloadRequest;
import domain.profile.ComponentProfile.Kind;
import domain.profile.TargetProfile.GitOps;
import domain.profile.TargetProfile;
import domain.run.Change;
import domain.run.Mode;
import domain.run.Run;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import local.KubernetesCluster;
import local.LocalStack;
import local.Patience;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Objects that Argo CD and Flux keep, on the real API server with the kinds of the tools.
 */
class GitOpsIT {

	private static final Runnable ALIVE = () -> {
	};

	private static final KubernetesCluster CLUSTER = LocalStack.shared().kubernetes();

	private final KubernetesClients clients = new KubernetesClients();

	private final KubernetesTarget target = new KubernetesTarget(this.clients);

	private final KubernetesGitOps gitOps = new KubernetesGitOps(this.clients);

	private final String namespace = "gitops-" + UUID.randomUUID().toString().substring(0, 8);

	private final Run run = run(Mode.EXECUTE);

	@BeforeAll
	static void kinds() {
		for (Keeper.Tool tool : Keeper.Tool.values()) {
			if (tool.pausable()) {
				CLUSTER.apply("""
						apiVersion: apiextensions.k8s.io/v1
						kind: CustomResourceDefinition
						metadata: {name: %2$s.%1$s}
						spec:
						  group: %1$s
						  scope: Namespaced
						  names: {plural: %2$s, singular: %3$s, kind: %4$s}
						  versions:
						    - name: %5$s
						      served: true
						      storage: true
						      schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
						""".formatted(tool.group(), tool.resource(), tool.kind().toLowerCase(java.util.Locale.ROOT),
						tool.kind(), tool.version()));
				Awaitility.await()
					.atMost(Patience.LIMIT)
					.ignoreExceptions()
					.until(() -> client().genericKubernetesResources(tool.group() + "/" + tool.version(), tool.kind())
						.inNamespace("default")
						.list()
						.getItems()
						.isEmpty());
			}
		}
	}

	@BeforeEach
	void deploy() {
		CLUSTER.apply("""
				apiVersion: v1
				kind: Namespace
				metadata: {name: %1$s}
				---
				apiVersion: v1
				kind: Namespace
				metadata: {name: %1$s-tools}
				---
				apiVersion: argoproj.io/v1alpha1
				kind: Application
				metadata: {name: shop, namespace: %1$s-tools}
				spec:
				  project: default
				  syncPolicy: {automated: {prune: true, selfHeal: true}, syncOptions: [CreateNamespace=true]}
				---
				apiVersion: kustomize.toolkit.fluxcd.io/v1
				kind: Kustomization
				metadata: {name: apps, namespace: %1$s-tools}
				spec: {interval: 5m}
				---
				apiVersion: helm.toolkit.fluxcd.io/v2
				kind: HelmRelease
				metadata: {name: shop, namespace: %1$s-tools}
				spec: {interval: 5m, suspend: false}
				---
				apiVersion: v1
				kind: ConfigMap
				metadata:
				  name: settings
				  namespace: %1$s
				  labels: {helm.toolkit.fluxcd.io/name: shop, helm.toolkit.fluxcd.io/namespace: %1$s-tools}
				data: {LEVEL: info}
				---
				apiVersion: apps/v1
				kind: Deployment
				metadata:
				  name: web
				  namespace: %1$s
				  annotations: {argocd.argoproj.io/tracking-id: "shop:apps/Deployment:%1$s/web"}
				spec:
				  replicas: 2
				  selector: {matchLabels: {app: web}}
				  template:
				    metadata: {labels: {app: web}}
				    spec: {containers: [{name: web, image: "registry.example.com/web:v1"}]}
				---
				apiVersion: apps/v1
				kind: Deployment
				metadata:
				  name: worker
				  namespace: %1$s
				  labels: {kustomize.toolkit.fluxcd.io/name: apps, kustomize.toolkit.fluxcd.io/namespace: %1$s-tools}
				spec:
				  replicas: 1
				  selector: {matchLabels: {app: worker}}
				  template:
				    metadata: {labels: {app: worker}}
				    spec: {containers: [{name: worker, image: "registry.example.com/worker:v1"}]}
				""".formatted(this.namespace));
	}

	@AfterEach
	void end() {
		this.clients.close();
		client().namespaces().withName(this.namespace).delete();
		client().namespaces().withName(tools()).delete();
	}

	private String tools() {
		return this.namespace + "-tools";
	}

	private static KubernetesClient client() {
		return CLUSTER.client();
	}

	private static Run run(Mode mode) {
		return new Run("Scale/shop/web", "run-" + UUID.randomUUID(), "Scale", "shop", "web", mode, "en");
	}

	private TargetProfile place(GitOps word) {
		return TargetProfile.kubernetes("production", CLUSTER.kubeconfig().toString(), null, this.namespace)
			.withGitOps(word, tools());
	}

	private Workload workload(String name, GitOps word) {
		return new Workload(place(word), name, Kind.DEPLOYMENT, name, name, null, Duration.ofMinutes(2));
	}

	private List<Change> scale(Run by, String name, GitOps word, int replicas) {
		return this.target.scale(new ScaleRequest(by, workload(name, word), replicas), ALIVE).changes();
	}

	private List<Change> giveBack(Run by) {
		return this.gitOps.giveBack(by, place(GitOps.PAUSE)).changes();
	}

	private GenericKubernetesResource object(Keeper.Tool tool, String name) {
		return client().genericKubernetesResources(tool.group() + "/" + tool.version(), tool.kind())
			.inNamespace(tools())
			.withName(name)
			.get();
	}

	private GenericKubernetesResource application() {
		return object(Keeper.Tool.APPLICATION, "shop");
	}

	private void editApplication(java.util.function.Consumer<GenericKubernetesResource> change) {
		client().genericKubernetesResources("argoproj.io/v1alpha1", "Application")
			.inNamespace(tools())
			.withName("shop")
			.edit((found) -> {
				change.accept(found);
				return found;
			});
	}

	private int replicas(String name) {
		return client().apps().deployments().inNamespace(this.namespace).withName(name).get().getSpec().getReplicas();
	}

	private boolean notes() {
		return !client().configMaps().inNamespace(this.namespace).withLabel(Marks.RUN).list().getItems().isEmpty();
	}

	@Test
	void withoutAWordInTheProfileItIsRefusedWithTheKeepersName() {
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> scale(this.run, "web", GitOps.REFUSE, 5))
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT))
			.withMessageContaining("Argo CD, Application " + tools() + "/shop")
			.withMessageContaining("gitOps of target production");
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> scale(this.run, "worker", GitOps.REFUSE, 5))
			.withMessageContaining("Flux, Kustomization " + tools() + "/apps");
		assertThat(replicas("web")).isEqualTo(2);
	}

	@Test
	void aChangeThroughTheToolSaysWhoMayPutItBack() {
		assertThat(scale(this.run, "web", GitOps.THROUGH, 3)).extracting(Change::toString)
			.containsExactly("deployment/web replicas: 2 -> 3", "Argo CD, Application " + tools()
					+ "/shop: keeps what is changed -> gone through: it may put back what is written elsewhere");
		assertThat(replicas("web")).isEqualTo(3);
		assertThat(application().<Object>get("spec", "syncPolicy", "automated")).isNotNull();
	}

	@Test
	void argoIsPausedOnceAndGivenBackAsItWas() {
		Object before = application().get("spec");
		List<Change> changes = scale(this.run, "web", GitOps.PAUSE, 3);
		assertThat(changes).hasSize(2);
		assertThat(application().<Object>get("spec", "syncPolicy", "automated")).isNull();
		assertThat(application().<List<String>>get("spec", "syncPolicy", "syncOptions")).hasSize(1);
		String version = application().getMetadata().getResourceVersion();
		assertThat(scale(this.run, "web", GitOps.PAUSE, 3)).isEmpty();
		assertThat(scale(this.run, "web", GitOps.PAUSE, 4)).hasSize(2);
		assertThat(application().getMetadata().getResourceVersion()).isEqualTo(version);
		assertThat(giveBack(this.run)).hasSize(1);
		assertThat(giveBack(this.run)).isEmpty();
		assertThat(application().<Object>get("spec")).isEqualTo(before);
		assertThat(application().getMetadata().getAnnotations()).isNullOrEmpty();
		assertThat(notes()).isFalse();
	}

	@Test
	void fluxIsSuspendedAndResumed() {
		scale(this.run, "worker", GitOps.PAUSE, 2);
		KubernetesConfiguration configuration = new KubernetesConfiguration(this.clients, new NoSecrets());
		EditRequest edit = new EditRequest(this.run, workload("web", GitOps.PAUSE), List.of(),
				new Edit("settings", null, null, null, Map.of("LEVEL", "debug"), null, null, null));
		assertThat(configuration.apply(edit).changes()).hasSize(2);
		assertThat(object(Keeper.Tool.KUSTOMIZATION, "apps").<Boolean>get("spec", "suspend")).isTrue();
		assertThat(object(Keeper.Tool.HELM_RELEASE, "shop").<Boolean>get("spec", "suspend")).isTrue();
		assertThat(giveBack(this.run)).hasSize(2);
		assertThat(object(Keeper.Tool.KUSTOMIZATION, "apps").<Boolean>get("spec", "suspend")).isNull();
		assertThat(object(Keeper.Tool.HELM_RELEASE, "shop").<Boolean>get("spec", "suspend")).isNull();
	}

	@Test
	void aRestartAsksTheKeeperAsEveryOtherChangeDoes() {
		RestartRequest refused = new RestartRequest(this.run, workload("web", GitOps.REFUSE), null);
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> this.target.restart(refused, ALIVE))
			.withMessageContaining("Argo CD, Application " + tools() + "/shop");
		RestartRequest paused = new RestartRequest(this.run, workload("web", GitOps.PAUSE), null);
		assertThat(this.target.restart(paused, ALIVE).changes()).hasSize(2);
		assertThat(this.target.restart(paused, ALIVE).changes()).hasSize(2);
		assertThat(application().<Object>get("spec", "syncPolicy", "automated")).isNull();
		this.target.endRestart(new WorkloadRequest(this.run, workload("web", GitOps.PAUSE)), ALIVE);
		assertThat(giveBack(this.run)).hasSize(1);
		assertThat(application().<Object>get("spec", "syncPolicy", "automated")).isNotNull();
	}

	@Test
	void aPlanPausesNothingAndSaysTheSame() {
		List<Change> planned = scale(run(Mode.PLAN), "web", GitOps.PAUSE, 3);
		assertThat(application().<Object>get("spec", "syncPolicy", "automated")).isNotNull();
		assertThat(notes()).isFalse();
		assertThat(scale(this.run, "web", GitOps.PAUSE, 3)).isEqualTo(planned);
		giveBack(this.run);
	}

	@Test
	void whatPeopleSwitchedOffStaysOff() {
		editApplication((found) -> found.<Map<String, Object>>get("spec", "syncPolicy").remove("automated"));
		assertThat(scale(this.run, "web", GitOps.PAUSE, 3)).hasSize(1);
		assertThat(giveBack(this.run)).isEmpty();
		assertThat(application().<Object>get("spec", "syncPolicy", "automated")).isNull();
	}

	@Test
	void anotherRunsPauseIsNeitherBuiltUponNorEnded() {
		scale(this.run, "web", GitOps.PAUSE, 3);
		Run other = run(Mode.EXECUTE);
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> scale(other, "web", GitOps.PAUSE, 5))
			.withMessageContaining("is paused by run " + Marks.runLabel(this.run));
		assertThat(giveBack(other)).isEmpty();
		assertThat(replicas("web")).isEqualTo(3);
		assertThat(application().<Object>get("spec", "syncPolicy", "automated")).isNull();
		assertThat(giveBack(this.run)).hasSize(1);
	}

	@Test
	void nothingIsChangedWhileASynchronisationIsUnderWay() {
		editApplication(
				(found) -> found.setAdditionalProperty("status", Map.of("operationState", Map.of("phase", "Running"))));
		assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> scale(this.run, "web", GitOps.PAUSE, 3));
		assertThat(replicas("web")).isEqualTo(2);
		editApplication((found) -> found.setAdditionalProperty("status",
				Map.of("operationState", Map.of("phase", "Succeeded"))));
		assertThat(scale(this.run, "web", GitOps.PAUSE, 3)).hasSize(2);
		assertThat(giveBack(this.run)).hasSize(1);
	}

	@Test
	void anApplicationThatAnotherOneKeepsIsNotPaused() {
		editApplication((found) -> found.getMetadata()
			.setAnnotations(Map.of("argocd.argoproj.io/tracking-id", "root:argoproj.io/Application:x/shop")));
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> scale(this.run, "web", GitOps.PAUSE, 3))
			.withMessageContaining("/spec/syncPolicy");
		assertThat(giveBack(this.run)).isEmpty();
	}

	@Test
	void anApplicationThatIsNotThereIsNamed() {
		client().genericKubernetesResources("argoproj.io/v1alpha1", "Application")
			.inNamespace(tools())
			.withName("shop")
			.delete();
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> scale(this.run, "web", GitOps.PAUSE, 3))
			.withMessageContaining("applications/shop does not exist in namespace " + tools());
		assertThat(giveBack(this.run)).isEmpty();
		assertThat(notes()).isFalse();
	}

	@Test
	void anotherClientThatAppliesTheObjectIsAKeeperToo() {
		client().apps()
			.deployments()
			.inNamespace(this.namespace)
			.withName("web")
			.patch(PatchContext.of(PatchType.JSON_MERGE),
					"{\"metadata\": {\"annotations\": {\"argocd.argoproj.io/tracking-id\": null}}}");
		client().resource("""
				{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "%s"},
				 "spec": {"replicas": 2, "selector": {"matchLabels": {"app": "web"}}}}""".formatted(this.namespace))
			.fieldManager("fleet-agent")
			.forceConflicts()
			.serverSideApply();
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> scale(this.run, "web", GitOps.REFUSE, 3))
			.withMessageContaining("field manager fleet-agent");
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> scale(this.run, "web", GitOps.PAUSE, 3))
			.withMessageContaining("can pause Argo CD and Flux only");
		assertThat(scale(this.run, "web", GitOps.THROUGH, 3)).hasSize(2);
	}

	@Test
	void whatIsAsWantedPausesNothing() {
		assertThat(scale(this.run, "web", GitOps.PAUSE, 2)).isEmpty();
		assertThat(application().getMetadata().getAnnotations()).isNullOrEmpty();
		assertThat(this.target.stop(new WorkloadRequest(this.run, workload("web", GitOps.PAUSE)), ALIVE).changes())
			.hasSize(2);
		giveBack(this.run);
	}

	private static final class NoSecrets implements secrets.Secrets {

		@Override
		public String resolve(String reference) {
			return find(reference).orElseThrow();
		}

		@Override
		public java.util.Optional<String> find(String reference) {
			return java.util.Optional.empty();
		}

	}

}
