package targets.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import domain.failure.PermanentFailure;
import domain.lifecycle.Workload;
import domain.maintenance.CleanUpRequest;
import domain.maintenance.Leftover;
import domain.profile.CleanUp;
import domain.profile.ComponentProfile;
import domain.profile.TargetProfile;
import domain.run.Mode;
import domain.run.Run;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import local.KubernetesCluster;
import local.LocalStack;
import local.Patience;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import targets.HostCommands.Said;

/** Programs in pods and Jobs of the real API server, whose pods are simulated. */
class KubernetesCommandsIT {

	private static final KubernetesCluster CLUSTER = LocalStack.shared().kubernetes();

	private static final Runnable ALIVE = () -> {
	};

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

	/** The simulated pod's files are the machine's, below a folder of the test's own. */
	@Test
	void oldFilesOfAPodGoAndWhatIsYoungOrNoLogOrOfAPodThatIsGoneStays(@TempDir Path folder) throws IOException {
		Path old = file(folder, "old.log", 31);
		Path young = file(folder, "young.log", 29);
		Path data = file(folder, "data.db", 31);
		Path theirs = file(folder, "theirs.log", 31);
		Path writtenAgain = file(folder, "again.log", 31);
		KubernetesCleanUp cleanUp = new KubernetesCleanUp(this.clients);
		CleanUpRequest request = files(folder.toString());
		List<Leftover> found = Awaitility.await()
			.atMost(LONG)
			.until(() -> cleanUp.find(request, ALIVE), (files) -> !files.isEmpty());
		assertThat(found).extracting((each) -> each.name().replaceFirst("^web-[^:]+:", ""))
			.containsExactlyInAnyOrder(old.toString(), theirs.toString(), writtenAgain.toString());
		assertThat(Stream.of(old, young, data, theirs, writtenAgain)).as("a look removes nothing")
			.allMatch(Files::exists);

		Files.writeString(writtenAgain, "in use");
		List<Leftover> again = cleanUp.find(request, ALIVE);
		assertThat(again).noneMatch((each) -> each.name().endsWith(writtenAgain.toString()));
		List<Leftover> some = again.stream()
			.map((each) -> each.name().endsWith(theirs.toString()) ? new Leftover("web-gone:" + theirs, 0, null) : each)
			.toList();
		cleanUp.remove(request, some, ALIVE);
		cleanUp.remove(request, some, ALIVE);
		assertThat(old).doesNotExist();
		assertThat(Stream.of(young, data, theirs, writtenAgain)).allMatch(Files::exists);
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> cleanUp.find(files(folder.resolve("nowhere").toString()), ALIVE))
			.withMessageContainingAll("find in pod web-", this.namespace, "nowhere");
	}

	private static Path file(Path folder, String name, int days) throws IOException {
		return Files.setLastModifiedTime(Files.createFile(folder.resolve(name)),
				FileTime.from(Instant.now().minus(Duration.ofDays(days))));
	}

	private CleanUpRequest files(String folder) {
		Duration age = Duration.ofDays(30);
		CleanUp asked = new CleanUp(CleanUp.What.FILES, "production", "web", folder, null, null, null, null, null, null,
				null, age, null, null, null);
		Workload web = new Workload(this.place, "web", ComponentProfile.Kind.DEPLOYMENT, "web", "web", null, LONG);
		return new CleanUpRequest(new Run("weekly", "run-1", "WeeklyMaintenance", "shop", null, Mode.EXECUTE, "en"),
				asked, this.place, web, null, Instant.now().minus(age), null);
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
