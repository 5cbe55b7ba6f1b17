package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.lifecycle.ScriptAnswer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program that is run in a container of a pod. */
final class PodExecution {

	private final KubernetesClient client;

	private final String namespace;

	private final ApiFailures failures;

	PodExecution(KubernetesClient client, String namespace, ApiFailures failures) {
		this.client = client;
		this.namespace = namespace;
		this.failures = failures;
	}

	/**
	 * Runs it and waits for its end.
	 * @param within longest time, after which the connection is closed
	 */
	ScriptAnswer run(String pod, String container, List<String> command, Duration within, Runnable alive) {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		try (ExecWatch running = this.client.pods()
			.inNamespace(this.namespace)
			.withName(pod)
			.inContainer(container)
			.writingOutput(output)
			.writingError(output)
			.exec(command.toArray(String[]::new))) {
			int code = end(running, pod, command, within, alive);
			return new ScriptAnswer(code, output.toString(StandardCharsets.UTF_8));
		}
		catch (KubernetesClientException ex) {
			throw this.failures.of("create", "pods/exec of " + pod, ex);
		}
	}

	/**
	 * Runs it with an input, keeps its two outputs apart and as they are.
	 * @param input what it reads; it must know where that ends, for the connection does
	 * not say so
	 */
	Exchanged exchange(String pod, String container, List<String> command, byte[] input, Duration within,
			Runnable alive) {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		ByteArrayOutputStream errors = new ByteArrayOutputStream();
		var place = this.client.pods().inNamespace(this.namespace).withName(pod).inContainer(container);
		String[] words = command.toArray(String[]::new);
		try (ExecWatch running = (input.length == 0) ? place.writingOutput(output).writingError(errors).exec(words)
				: place.redirectingInput().writingOutput(output).writingError(errors).exec(words)) {
			if (input.length > 0) {
				running.getInput().write(input);
				running.getInput().flush();
			}
			int code = end(running, pod, command, within, alive);
			return new Exchanged(code, output.toByteArray(), errors.toString(StandardCharsets.UTF_8));
		}
		catch (IOException cut) {
			throw new TransientFailure("%s in pod %s was cut off: %s".formatted(command, pod, cut), cut);
		}
		catch (KubernetesClientException ex) {
			throw this.failures.of("create", "pods/exec of " + pod, ex);
		}
	}

	/**
	 * What a program answered.
	 *
	 * @param code its exit code
	 * @param output what it wrote
	 * @param errors what it wrote on its standard error
	 */
	record Exchanged(int code, byte[] output, String errors) {

	}

	private static int end(ExecWatch running, String pod, List<String> command, Duration within, Runnable alive) {
		long deadline = System.nanoTime() + within.toNanos();
		while (System.nanoTime() < deadline) {
			alive.run();
			try {
				return running.exitCode().get(500, TimeUnit.MILLISECONDS);
			}
			catch (TimeoutException goesOn) {
				continue;
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new TransientFailure("%s in pod %s: the worker is stopping.".formatted(command, pod), ex);
			}
			catch (ExecutionException ex) {
				throw new TransientFailure("%s in pod %s was cut off: %s".formatted(command, pod, ex.getCause()), ex);
			}
		}
		throw new PermanentFailure(FailureKind.NOT_READY,
				"%s in pod %s did not end within %s.".formatted(command, pod, within));
	}

}
