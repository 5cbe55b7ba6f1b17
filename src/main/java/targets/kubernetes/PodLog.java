package targets.kubernetes;

import domain.failure.TransientFailure;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Reads logs of containers as they come. The client's own way waits for the pod to be
 * ready first, and needs the verb watch for it; a pod that is not ready is the one whose
 * log is wanted.
 */
final class PodLog {

	private static final int SECONDS = 10;

	private final KubernetesClient client;

	private final String namespace;

	private final ApiFailures failures;

	PodLog(KubernetesClient client, String namespace, ApiFailures failures) {
		this.client = client;
		this.namespace = namespace;
		this.failures = failures;
	}

	void read(String pod, Part part, Consumer<String> line) {
		String object = "pods/log of " + pod + "/" + part.container();
		String server = this.client.getMasterUrl().toString().replaceFirst("/*$", "");
		URI address = URI
			.create("%s/api/v1/namespaces/%s/pods/%s/log?%s".formatted(server, this.namespace, pod, part.query()));
		try (InputStream body = ask(address, object);
				BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
			for (String next = reader.readLine(); next != null; next = reader.readLine()) {
				line.accept(next);
			}
		}
		catch (IOException ex) {
			throw new TransientFailure("%s was cut off: %s".formatted(object, ex.getMessage()), ex);
		}
	}

	private InputStream ask(URI address, String object) throws IOException {
		var http = this.client.getHttpClient();
		var request = http.newHttpRequestBuilder().uri(address).build();
		try {
			HttpResponse<InputStream> response = http.sendAsync(request, InputStream.class)
				.get(SECONDS, TimeUnit.SECONDS);
			if (response.isSuccessful()) {
				return response.body();
			}
			try (InputStream said = response.body()) {
				String words = new String(said.readNBytes(2_000), StandardCharsets.UTF_8).strip();
				throw this.failures.of("get", object, new KubernetesClientException(words, response.code(), null));
			}
		}
		catch (ExecutionException ex) {
			throw this.failures.of("get", object,
					new KubernetesClientException(ex.getCause().toString(), ex.getCause()));
		}
		catch (TimeoutException ex) {
			throw new TransientFailure("%s: no answer within %d s".formatted(object, SECONDS), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new TransientFailure("%s: the worker is stopping".formatted(object), ex);
		}
	}

	/**
	 * Which part of a log.
	 *
	 * @param container the container
	 * @param previous of the run before its last restart
	 * @param since of this span before now; null: from its begin
	 * @param most lines from the end
	 */
	record Part(String container, boolean previous, Duration since, int most) {

		private String query() {
			return "container=%s&previous=%s&tailLines=%d%s".formatted(this.container, this.previous, this.most,
					(this.since == null) ? "" : "&sinceSeconds=" + Math.max(1, this.since.toSeconds()));
		}

	}

}
