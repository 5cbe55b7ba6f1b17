package local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Plain HTTP for readiness questions and the servers' own small interfaces. */
final class Web {

	private static final HttpClient CLIENT = HttpClient.newBuilder()
		.connectTimeout(Duration.ofSeconds(2))
		.followRedirects(HttpClient.Redirect.NORMAL)
		.build();

	private Web() {
	}

	static boolean answers(String url) throws IOException, InterruptedException {
		return CLIENT.send(request(url).build(), HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
	}

	static String get(String url) {
		return send(url, request(url).build());
	}

	static String post(String url, String json) {
		return send(url,
				request(url).header("Content-Type", "application/json")
					.POST(HttpRequest.BodyPublishers.ofString(json))
					.build());
	}

	private static HttpRequest.Builder request(String url) {
		return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5));
	}

	private static String send(String url, HttpRequest request) {
		try {
			HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
			if (response.statusCode() / 100 != 2) {
				throw new IllegalStateException("%s %s answered %d: %s".formatted(request.method(), url,
						response.statusCode(), response.body()));
			}
			return response.body();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(request.method() + " " + url + " had no answer", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while asking " + url, ex);
		}
	}

}
