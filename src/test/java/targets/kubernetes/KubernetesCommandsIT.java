package targets.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import domain.failure.PermanentFailure;
import domain.profile.TargetProfile;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import local.KubernetesCluster;
import local.LocalStack;
import local.Patience;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import targets.HostCommands.Said;

/** Programs in pods and Jobs of the real API server, whose pods are simulated. */
class KubernetesCommandsIT {

	private static final KubernetesCluster CLUSTER = LocalStack.shared().kubernetes();

	private static final Duration LONG = Patience.LIMIT;

	private final KubernetesClients clients = new KubernetesClients();

	private final KubernetesCommands commands = new KubernetesCommands(this.clients);

	private final String namespace = "commands-" + UUID.randomUUID().toString().substring(0, 8);

	private final TargetProfile place = TargetProfile.kubernetes("production", CLUSTER.kubeconfig().toString(), null,
			this.namespace);

	@BeforeEach
	void deploy() {
		CLUSTER.apply("""
				apiVersion: v1
				kind: Namespace
				metadata: {name: %1$s}
				---
				apiVersion: apps/v1
				kind: Deployment
				metadata: {name: web, namespace: %1$s}
				spec:
				  replicas: 1
				  selector: {matchLabels: {app: web}}
				  template:
				    metadata: {labels: {app: web}}
				    spec: {containers: [{name: web, image: "registry.example.com/web:v1"}]}
				""".formatted(this.namespace));
	}

	@AfterEach
	void end() {
		this.clients.close();
		CLUSTER.client().namespaces().withName(this.namespace).delete();
	}

	private Job job(String name) {
		return CLUSTER.client().batch().v1().jobs().inNamespace(this.namespace).withName(name).get();
	}

	private void isGone(String name) {
		Awaitility.await().atMost(LONG).until(() -> job(name) == null);
	}

	@Test
	void aProgramIsRunInAPodAndInAJobThatIsGoneAfterwards() throws InterruptedException {
		Said said = Awaitility.await()
			.atMost(LONG)
			.ignoreExceptionsInstanceOf(PermanentFailure.class)
			.until(() -> this.commands.inPod(this.place, "web", null, List.of("echo", "hello"), LONG),
					(answer) -> answer.exitCode() == 0);
		assertThat(said.output()).contains("hello");
		assertThat(this.commands.inJob(this.place, "Look_around", "busybox:1", List.of("look"), LONG))
			.satisfies((answer) -> assertThat(answer.exitCode()).isZero())
			.satisfies((answer) -> assertThat(answer.output()).isNotBlank());
		isGone("holdfast-look-around");
	}

	@Test
	void aJobOfAnAttemptThatDiedIsAdoptedAndSomebodyElsesIsNot() throws InterruptedException {
		Job left = new JobScript(this.clients.cluster(this.place), "adopted", "busybox:1", List.of("look"), LONG).job();
		String uid = CLUSTER.client().resource(left).create().getMetadata().getUid();
		assertThat(this.commands.inJob(this.place, "adopted", "busybox:1", List.of("look"), LONG).exitCode()).isZero();
		isGone("holdfast-adopted");
		assertThat(CLUSTER.client().v1().events().inNamespace(this.namespace).list().getItems())
			.filteredOn((event) -> event.getInvolvedObject().getKind().equals("Job")
					&& "SuccessfulCreate".equals(event.getReason()))
			.allMatch((event) -> event.getInvolvedObject().getUid().equals(uid));

		CLUSTER.client()
			.resource(new JobBuilder(left).editMetadata()
				.withName("holdfast-theirs")
				.withLabels(null)
				.endMetadata()
				.build())
			.create();
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> this.commands.inJob(this.place, "theirs", "busybox:1", List.of("look"), LONG))
			.withMessageContaining("job/holdfast-theirs");
		assertThat(job("holdfast-theirs")).isNotNull();
	}

}
