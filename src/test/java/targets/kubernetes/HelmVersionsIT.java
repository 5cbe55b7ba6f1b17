package targets.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.Workload;
import domain.profile.ComponentProfile.Kind;
import domain.profile.DeployProfile;
import domain.profile.HelmProfile;
import domain.profile.TargetProfile;
import domain.release.DeployRequest;
import domain.release.Live;
import domain.release.Revision;
import domain.release.RollbackRequest;
import domain.release.Rollout;
import domain.release.RolloutRequest;
import domain.run.Change;
import domain.run.Mode;
import domain.run.Run;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import local.KubernetesCluster;
import local.LocalStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Helm release on the real API server, upgraded and rolled back by Helm's own library.
 */
class HelmVersionsIT {

	private static final Runnable ALIVE = () -> {
	};

	private static final String CHART = Path.of("src", "test", "resources", "charts", "shop")
		.toAbsolutePath()
		.toString();

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private final KubernetesCluster cluster = LocalStack.shared().kubernetes();

	private final KubernetesClients clients = new KubernetesClients();

	private final KubernetesDeploys deploys = new KubernetesDeploys(this.clients);

	private final KubernetesRollouts rollouts = new KubernetesRollouts(this.clients);

	private final String namespace = "helm-" + UUID.randomUUID().toString().substring(0, 8);

	private final Run run = run(Mode.EXECUTE);

	@TempDir
	private Path folder;

	@BeforeEach
	void install() {
		this.cluster.apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: %s}\n".formatted(this.namespace));
		Helm.install(CHART)
			.withName("shop")
			.withNamespace(this.namespace)
			.withKubeConfig(this.cluster.kubeconfig())
			.set("greeting", "bom dia")
			.call();
	}

	@AfterEach
	void end() {
		this.clients.close();
		client().namespaces().withName(this.namespace).delete();
	}

	private KubernetesClient client() {
		return this.cluster.client();
	}

	private static Run run(Mode mode) {
		return new Run("Deploy/shop", "run-" + UUID.randomUUID(), "Deploy", "shop", "shop", mode, "en");
	}

	private TargetProfile target() {
		return TargetProfile.kubernetes("production", this.cluster.kubeconfig().toString(), null, this.namespace);
	}

	private static HelmProfile helm(List<String> values, Map<String, String> set) {
		return new HelmProfile("shop", CHART, values, set, "image.tag");
	}

	private DeployRequest request(Run by, String version, Live before, HelmProfile helm) {
		Workload workload = new Workload(target(), "shop", Kind.DEPLOYMENT, "shop", "shop", null,
				Duration.ofSeconds(10));
		return new DeployRequest(by, workload,
				new DeployProfile(null, null, null, null, null, null, null, null, null, null, helm, null, null), null,
				version, before);
	}

	private DeployRequest request(Run by, String version, Live before) {
		return request(by, version, before, helm(null, null));
	}

	private Live live() {
		return this.deploys.live(request(this.run, null, null));
	}

	private List<Change> deploy(Run by, String version, Live before) {
		return this.deploys.bringUp(request(by, version, before), ALIVE).changes();
	}

	private RolloutRequest rollout(Run by) {
		return new RolloutRequest(by,
				Rollout.of(target(), "shop", "shop", null, null, null, Duration.ofSeconds(10), 1.0, null)
					.withHelm(helm(null, null)),
				null);
	}

	private List<Revision> history() {
		return this.rollouts.rolloutHistory(rollout(this.run));
	}

	private String image() {
		return client().apps()
			.deployments()
			.inNamespace(this.namespace)
			.withName("shop")
			.get()
			.getSpec()
			.getTemplate()
			.getSpec()
			.getContainers()
			.get(0)
			.getImage();
	}

	private ConfigMap settings() {
		return client().configMaps().inNamespace(this.namespace).withName("shop").get();
	}

	@Test
	void aReleaseIsUpgradedOnceHoweverOftenTheStepRuns() {
		Live before = live();
		assertThat(before).isEqualTo(new Live("v1.0.0", "1"));
		List<Change> planned = deploy(run(Mode.PLAN), "1.10", before);
		assertThat(history()).hasSize(1);
		assertThat(image()).endsWith(":v1.0.0");

		assertThat(deploy(this.run, "1.10", before)).isEqualTo(planned)
			.containsExactly(new Change("helm release shop", "revision 1 (v1.0.0)", "1.10"));
		assertThat(deploy(this.run, "1.10", before)).isEqualTo(planned);
		assertThat(live()).isEqualTo(new Live("1.10", "2"));
		assertThat(image()).endsWith(":1.10");
		// What the release was given stays.
		assertThat(settings().getData()).containsEntry("greeting", "bom dia");
		assertThat(history()).extracting(Revision::current).containsExactly(false, true);
		assertThat(history().getLast().cause()).contains("Deploy 1.10");
	}

	@Test
	void theWayBackIsExactlyWhatTheRevisionWas() {
		Map<String, String> data = settings().getData();
		Live before = live();
		deploy(this.run, "v2.0.0", before);
		assertThat(settings().getData()).isNotEqualTo(data);
		this.deploys.goBack(request(this.run, "v2.0.0", before), ALIVE);
		this.deploys.goBack(request(this.run, "v2.0.0", before), ALIVE);
		assertThat(history()).hasSize(3);
		assertThat(live()).isEqualTo(new Live("v1.0.0", "3"));
		assertThat(image()).endsWith(":v1.0.0");
		assertThat(settings().getData()).isEqualTo(data).containsEntry("literal", "braces {{ .Values.greeting }} stay");

		Run later = run(Mode.EXECUTE);
		deploy(later, "v3.0.0", live());
		assertThat(image()).endsWith(":v3.0.0");
		assertThat(settings().getData()).containsEntry("greeting", "bom dia");
	}

	@Test
	void anUpgradeThatTheServerRefusesIsTakenBack() {
		Live before = live();
		HelmProfile bad = helm(null, Map.of("port", "no-port"));
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> this.deploys.bringUp(request(this.run, "v2.0.0", before, bad), ALIVE))
			.withMessageContaining("Helm release shop");
		assertThat(this.deploys.goBack(request(this.run, "v2.0.0", before, bad), ALIVE).changes()).hasSizeLessThan(2);
		assertThat(live().version()).isEqualTo("v1.0.0");
		assertThat(image()).endsWith(":v1.0.0");
		assertThat(deploy(run(Mode.EXECUTE), "v2.0.0", live())).hasSize(1);
	}

	@Test
	void podsThatDoNotGetReadyFailTheStepAndTheUndoBringsTheOthersBack() throws IOException {
		Path nowhere = Files.writeString(this.folder.resolve("values.yaml"), "node: nowhere\n");
		Live before = live();
		HelmProfile bad = helm(List.of(nowhere.toString()), null);
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> this.deploys.bringUp(request(this.run, "v2.0.0", before, bad), ALIVE))
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.NOT_READY));
		this.deploys.goBack(request(this.run, "v2.0.0", before, bad), ALIVE);
		assertThat(live()).isEqualTo(new Live("v1.0.0", "3"));
	}

	@Test
	void anAttemptThatDiedInTheMiddleIsTakenUpAgain() throws IOException {
		Live before = live();
		HelmReleases releases = new HelmReleases(this.clients.cluster(target()), "shop");
		releases.claim(releases.latest(), this.run);
		die(releases.latest());
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> deploy(run(Mode.EXECUTE), "v2.0.0", before))
			.withMessageContaining("pending-upgrade");
		deploy(this.run, "v2.0.0", before);
		assertThat(live()).isEqualTo(new Live("v2.0.0", "2"));
	}

	/** Leaves the record that Helm leaves when its process is killed. */
	private void die(HelmRevision latest) throws IOException {
		ObjectNode record = latest.record().deepCopy();
		record.put("version", 2);
		((ObjectNode) record.path("info")).put("status", "pending-upgrade").put("description", "Preparing upgrade");
		ByteArrayOutputStream zipped = new ByteArrayOutputStream();
		try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
			zip.write(MAPPER.writeValueAsBytes(record));
		}
		String once = Base64.getEncoder().encodeToString(zipped.toByteArray());
		Secret pending = new SecretBuilder().withNewMetadata()
			.withName("sh.helm.release.v1.shop.v2")
			.withNamespace(this.namespace)
			.withLabels(Map.of("owner", "helm", "name", "shop", "status", "pending-upgrade", "version", "2"))
			.endMetadata()
			.withType("helm.sh/release.v1")
			.withStringData(Map.of("release", once))
			.build();
		client().resource(pending).create();
	}

	@Test
	void whatSomebodyElseUpgradedMeanwhileIsLeftAlone() {
		Live before = live();
		deploy(run(Mode.EXECUTE), "v7.0.0", before);
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> deploy(this.run, "v2.0.0", before))
			.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(FailureKind.CONFLICT));
		assertThat(image()).endsWith(":v7.0.0");
	}

	@Test
	void rollbackKnowsTheRevisionsAndGoesToOneOfThem() {
		deploy(run(Mode.EXECUTE), "v2.0.0", live());
		Rollout rollout = rollout(this.run).rollout();
		assertThat(history()).extracting(Revision::version).containsExactly("v1.0.0", "v2.0.0");
		List<Change> planned = this.rollouts.rollBack(new RollbackRequest(run(Mode.PLAN), rollout, 1L, 2), ALIVE)
			.changes();
		assertThat(history()).hasSize(2);
		RollbackRequest request = new RollbackRequest(this.run, rollout, 1L, 2);
		assertThat(this.rollouts.rollBack(request, ALIVE).changes()).isEqualTo(planned)
			.containsExactly(new Change("helm release shop", "revision 2 (v2.0.0)", "as in revision 1 (v1.0.0)"));
		this.rollouts.rollBack(request, ALIVE);
		assertThat(history()).hasSize(3);
		assertThat(image()).endsWith(":v1.0.0");
	}

	@Test
	void aReleaseThatIsNotThereIsNamed() {
		HelmProfile other = new HelmProfile("nothing", CHART, null, null, "image.tag");
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> this.deploys.live(request(this.run, "v2", null, other)))
			.withMessageContaining("no Helm release nothing");
	}

	@Test
	void aReleaseThatFluxKeepsIsRefusedBeforeAnythingIsChanged() {
		client().apps()
			.deployments()
			.inNamespace(this.namespace)
			.withName("shop")
			.patch(PatchContext.of(PatchType.JSON_MERGE),
					"{\"metadata\": {\"labels\": {\"helm.toolkit.fluxcd.io/name\": \"shop\"}}}");
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(this::live)
			.withMessageContaining("Flux, HelmRelease " + this.namespace + "/shop");
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> deploy(this.run, "v2.0.0", new Live("v1.0.0", "1")));
		assertThat(history()).hasSize(1);
	}

}
