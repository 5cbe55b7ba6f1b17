package probes.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.probe.Finding;
import domain.probe.Surroundings;
import domain.profile.Probe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.springframework.stereotype.Component;
import probes.Causes;
import probes.Prober;
import probes.Stopwatch;
import secrets.Secrets;

/**
 * Asks an etcd member what {@code etcdctl endpoint health} and {@code endpoint status}
 * ask, by its own HTTP pages ({@code /health}, {@code /v3/maintenance/status}).
 */
@Component
class EtcdProber implements Prober {

	private static final ObjectMapper JSON = new ObjectMapper();

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(10))
		.build();

	private final Secrets secrets;

	EtcdProber(Secrets secrets) {
		this.secrets = secrets;
	}

	@Override
	public Probe.Kind kind() {
		return Probe.Kind.ETCD;
	}

	@Override
	public Finding ask(Probe probe, Surroundings around) throws InterruptedException, IOException {
		Stopwatch watch = new Stopwatch();
		try {
			JsonNode health = JSON.readTree(send(probe, request(probe, "/health").GET()).body());
			if (!health.path("health").asText().equals("true")) {
				return new Finding.Broken(
						probe.url() + " says that it is not healthy: " + health.path("reason").asText());
			}
			HttpRequest.Builder question = request(probe, "/v3/maintenance/status")
				.POST(HttpRequest.BodyPublishers.ofString("{}"));
			return judge(probe, send(probe, question), watch);
		}
		catch (IOException failure) {
			throw new IOException(probe.url() + " gave no answer: " + Causes.words(failure), null);
		}
	}

	private static Finding judge(Probe probe, HttpResponse<String> answer, Stopwatch watch) throws IOException {
		if (answer.statusCode() == 401 || answer.statusCode() == 403) {
			return new Finding.Unasked(probe.url() + " does not let us ask for its status: " + answer.statusCode());
		}
		JsonNode status = JSON.readTree(answer.body());
		if (status.path("leader").asText("0").equals("0")) {
			return new Finding.Broken(probe.url() + " has no leader");
		}
		if (!status.path("errors").isEmpty()) {
			return new Finding.Impaired(probe.url() + " complains: " + status.path("errors"));
		}
		return Finding.took(watch.time(), probe.url() + " is healthy and has a leader");
	}

	private HttpRequest.Builder request(Probe probe, String path) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(probe.url().replaceAll("/+$", "") + path))
			.timeout(probe.within());
		if (probe.token() != null) {
			request.header("Authorization", secrets.resolve(probe.token()));
		}
		return request;
	}

	private HttpResponse<String> send(Probe probe, HttpRequest.Builder request)
			throws IOException, InterruptedException {
		return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

}
