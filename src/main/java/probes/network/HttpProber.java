package probes.network;

import domain.probe.Finding;
import domain.probe.Surroundings;
import domain.profile.Probe;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import org.springframework.stereotype.Component;
import probes.Causes;
import probes.Prober;
import probes.Stopwatch;
import secrets.Secrets;

/** Gets a web address. The token is resolved for each request: tokens are rotated. */
@Component
class HttpProber implements Prober {

	private final HttpClient client = HttpClient.newBuilder()
		// The upgrade to HTTP/2 over plain text is refused by some proxies.
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(10))
		.followRedirects(HttpClient.Redirect.NORMAL)
		.build();

	private final Secrets secrets;

	HttpProber(Secrets secrets) {
		this.secrets = secrets;
	}

	@Override
	public Probe.Kind kind() {
		return Probe.Kind.HTTP;
	}

	@Override
	public Finding ask(Probe probe, Surroundings around) throws InterruptedException {
		Stopwatch watch = new Stopwatch();
		try {
			HttpResponse<String> answer = client.send(request(probe), HttpResponse.BodyHandlers.ofString());
			return new HttpExpectation(probe).judge(answer, watch.time());
		}
		catch (IOException failure) {
			return new Finding.Broken(words(probe, failure));
		}
	}

	private HttpRequest request(Probe probe) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(probe.url()))
			.timeout(probe.within())
			.header("Accept", "*/*")
			.GET();
		if (probe.token() != null) {
			request.header("Authorization", "Bearer " + secrets.resolve(probe.token()));
		}
		return request.build();
	}

	private static String words(Probe probe, IOException failure) {
		if (failure instanceof HttpTimeoutException) {
			return probe.url() + " did not answer within " + probe.within().toMillis() + " ms";
		}
		if (Causes.first(UnresolvedAddressException.class, failure) != null) {
			return probe.url() + " cannot be found: its name does not resolve";
		}
		if (failure instanceof ConnectException) {
			return probe.url() + " refused the connection";
		}
		return probe.url() + " gave no answer: " + Causes.words(failure);
	}

}
