package activities;

import domain.probe.ProbeResult;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks addresses; whatever happens is an answer. */
final class HttpQuestions {

	private final HttpClient client = HttpClient.newBuilder()
		.connectTimeout(Duration.ofSeconds(5))
		.followRedirects(HttpClient.Redirect.NORMAL)
		.build();

	CompletableFuture<ProbeResult> ask(String name, String url, Duration longest, Expectation expected) {
		HttpRequest request;
		try {
			request = HttpRequest.newBuilder(URI.create(url)).timeout(longest).header("Accept", "*/*").GET().build();
		}
		catch (IllegalArgumentException noAddress) {
			return CompletableFuture
				.completedFuture(new ProbeResult(name, false, "'" + url + "' is no http address", expected.inWords()));
		}
		return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
			.orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
			.thenApply(answer -> expected.judge(name, answer.statusCode(), answer.body()))
			.exceptionally(failure -> new ProbeResult(name, false, words(failure, url, longest), expected.inWords()));
	}

	private static String words(Throwable failure, String url, Duration longest) {
		Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause()
				: failure;
		if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
			return url + " did not answer within " + longest.toSeconds() + " s";
		}
		if (cause.getCause() instanceof UnresolvedAddressException) {
			return url + " cannot be found: its name does not resolve";
		}
		if (cause instanceof ConnectException) {
			return url + " refused the connection";
		}
		return url + " gave no answer: " + cause;
	}

}
