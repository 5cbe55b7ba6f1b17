package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import targets.HostCommands.Said;

/**
 * Runs a program in a Job with one pod. The name says what it is for, so that a repeated
 * attempt finds the Job of the one that died; the cluster itself takes away one that
 * nobody came back for, a minute after its end.
 */
final class JobScript {

	private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

	private static final int KEPT_SECONDS = 60;

	private static final String CONTAINER = "script";

	private final Cluster cluster;

	private final String name;

	private final String image;

	private final List<String> arguments;

	private final Duration within;

	JobScript(Cluster cluster, String name, String image, List<String> arguments, Duration within) {
		this.cluster = cluster;
		this.name = Marks.labelValue("holdfast-" + name).toLowerCase(Locale.ROOT).replaceAll("[_.]", "-");
		this.image = image;
		this.arguments = arguments;
		this.within = within;
	}

	Said run() throws InterruptedException {
		begin();
		try {
			awaitEnd();
			return said();
		}
		finally {
			// What interrupted the wait would interrupt the clean-up as well.
			boolean interrupted = Thread.interrupted();
			this.cluster.jobs().delete(this.name);
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void begin() {
		Optional<Job> there = this.cluster.jobs().find(this.name);
		if (there.isEmpty()) {
			this.cluster.jobs().create(job(), false);
		}
		else if (!Marks.labelValue(this.name).equals(label(there.get()))) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					"job/%s in namespace %s is somebody else's: it lacks the label %s. Rename one of the two."
						.formatted(this.name, this.cluster.namespace(), Marks.SCRIPT));
		}
	}

	private static String label(Job job) {
		return Objects.requireNonNullElse(job.getMetadata().getLabels(), Map.<String, String>of()).get(Marks.SCRIPT);
	}

	Job job() {
		return new JobBuilder().withNewMetadata()
			.withName(this.name)
			.withNamespace(this.cluster.namespace())
			.withLabels(labels())
			.endMetadata()
			.withNewSpec()
			.withBackoffLimit(0)
			.withActiveDeadlineSeconds(Math.max(1, this.within.toSeconds()))
			.withTtlSecondsAfterFinished(KEPT_SECONDS)
			.withNewTemplate()
			.withNewMetadata()
			.withLabels(labels())
			.endMetadata()
			.withNewSpec()
			.withRestartPolicy("Never")
			.withAutomountServiceAccountToken(false)
			.addNewContainer()
			.withName(CONTAINER)
			.withImage(this.image)
			.withCommand(this.arguments)
			.endContainer()
			.endSpec()
			.endTemplate()
			.endSpec()
			.build();
	}

	private Map<String, String> labels() {
		return Map.of(Marks.SCRIPT, Marks.labelValue(this.name), "app.kubernetes.io/managed-by", "holdfast");
	}

	private void awaitEnd() throws InterruptedException {
		long deadline = System.nanoTime() + this.within.toNanos();
		while (!ended(this.cluster.jobs().get(this.name))) {
			if (System.nanoTime() >= deadline) {
				throw new TransientFailure("job/%s in namespace %s did not end within %s: %s".formatted(this.name,
						this.cluster.namespace(), this.within, this.arguments.getFirst()), null);
			}
			Thread.sleep(BETWEEN_LOOKS);
		}
	}

	private static boolean ended(Job job) {
		return job.getStatus() != null && job.getStatus()
			.getConditions()
			.stream()
			.anyMatch((condition) -> List.of("Complete", "Failed").contains(condition.getType())
					&& "True".equals(condition.getStatus()));
	}

	private Said said() {
		Pod pod = this.cluster.pods()
			.list(Map.of(Marks.SCRIPT, Marks.labelValue(this.name)))
			.stream()
			.findFirst()
			.orElseThrow(() -> new TransientFailure(
					"job/%s in namespace %s ended without a pod".formatted(this.name, this.cluster.namespace()), null));
		int code = pod.getStatus()
			.getContainerStatuses()
			.stream()
			.map(ContainerStatus::getState)
			.map((state) -> state.getTerminated())
			.filter(Objects::nonNull)
			.map(ContainerStateTerminated::getExitCode)
			.findFirst()
			.orElseThrow(() -> new TransientFailure("job/%s in namespace %s: its program was not run to its end"
				.formatted(this.name, this.cluster.namespace()), null));
		return new Said(code, this.cluster.log(pod.getMetadata().getName(), CONTAINER, false).orElse(""), "");
	}

}
