package monitors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import secrets.Secrets;

/**
 * Asks a server for JSON and sorts what can happen into three answers. The bearer token
 * is resolved for each request: tokens are rotated.
 */
@Component
public class JsonOverHttp {

	private static final int LONGEST_REPEATED = 300;

	// HTTP/1.1: the upgrade to HTTP/2 over plain text is refused by some proxies.
	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private final ObjectMapper json = new ObjectMapper();

	private final Secrets secrets;

	public JsonOverHttp(Secrets secrets) {
		this.secrets = secrets;
	}

	/** What came of a request. */
	public sealed interface Reply {

		/**
		 * The server answered 2xx with JSON.
		 *
		 * @param time what its own clock says, to the second; null when it does not say
		 */
		record Success(JsonNode body, Instant time) implements Reply {

		}

		/** The server refused the question itself (400 or 422). */
		record Refused(String why) implements Reply {

		}

		/**
		 * The server cannot be asked: unreachable, late, 5xx, 429, not allowed, or not
		 * what it should be.
		 */
		record Down(String why) implements Reply {

		}

	}

	/**
	 * Asks, within a time that covers the whole answer.
	 * @param token reference of a bearer token, or null
	 * @param form url-encoded form to post, or null to get
	 */
	public Reply ask(URI address, String token, String form, Duration timeout) {
		return answer(address, () -> request(address, token, form), timeout);
	}

	/**
	 * The same with any method and a JSON body; an empty answer is a missing node.
	 * @param body what to send, or null
	 */
	public Reply send(String method, URI address, String token, JsonNode body, Duration timeout) {
		return answer(address, () -> {
			HttpRequest.Builder builder = builder(address, token);
			if (body == null) {
				return builder.method(method, HttpRequest.BodyPublishers.noBody()).build();
			}
			return builder.header("Content-Type", "application/json")
				.method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
				.build();
		}, timeout);
	}

	private Reply answer(URI address, Supplier<HttpRequest> request, Duration timeout) {
		try {
			return sorted(address, send(request.get(), timeout));
		}
		catch (TimeoutException late) {
			return new Reply.Down(place(address) + " gave no answer within " + timeout.toMillis() + " ms");
		}
		catch (IOException unreachable) {
			return new Reply.Down(place(address) + " cannot be reached: " + words(unreachable));
		}
		catch (TransientFailure unresolved) {
			return new Reply.Down(place(address) + " cannot be asked: " + unresolved.getMessage());
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			return new Reply.Down(place(address) + " was not asked to the end: the worker is stopping");
		}
	}

	private HttpRequest.Builder builder(URI address, String token) {
		HttpRequest.Builder builder = HttpRequest.newBuilder(address).header("Accept", "application/json");
		return token == null ? builder : builder.header("Authorization", "Bearer " + secrets.resolve(token));
	}

	private HttpRequest request(URI address, String token, String form) {
		HttpRequest.Builder builder = builder(address, token);
		if (form == null) {
			return builder.GET().build();
		}
		BodyPublisher body = HttpRequest.BodyPublishers.ofString(form);
		return builder.header("Content-Type", "application/x-www-form-urlencoded").POST(body).build();
	}

	/**
	 * The client's own timeout ends with the headers; this one covers the body as well.
	 */
	private HttpResponse<String> send(HttpRequest request, Duration timeout)
			throws IOException, InterruptedException, TimeoutException {
		CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, BodyHandlers.ofString());
		try {
			return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException failed) {
			if (failed.getCause() instanceof IOException unreachable) {
				throw unreachable;
			}
			throw new IOException(failed.getCause());
		}
		finally {
			answer.cancel(true);
		}
	}

	private Reply sorted(URI address, HttpResponse<String> response) {
		int status = response.statusCode();
		if (status == 400 || status == 422) {
			return new Reply.Refused(place(address) + " refuses the question: " + reason(response.body()));
		}
		if (status / 100 != 2) {
			return new Reply.Down(place(address) + " answered " + status + ": " + reason(response.body()));
		}
		try {
			return new Reply.Success(
					response.body().isBlank() ? MissingNode.getInstance() : json.readTree(response.body()),
					time(response));
		}
		catch (JsonProcessingException notJson) {
			return new Reply.Down(place(address) + " answered " + status + " without JSON: "
					+ shortened(response.body()) + ". Is it the right address?");
		}
	}

	private static Instant time(HttpResponse<String> response) {
		try {
			return response.headers()
				.firstValue("Date")
				.map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)))
				.orElse(null);
		}
		catch (DateTimeException unreadable) {
			return null;
		}
	}

	/** Prometheus and Alertmanager say why in JSON; proxies say it in text. */
	private String reason(String body) {
		try {
			JsonNode said = json.readTree(body);
			if (said.hasNonNull("error")) {
				return shortened(said.get("error").asText());
			}
			return shortened(said.isTextual() ? said.asText() : body);
		}
		catch (JsonProcessingException text) {
			return shortened(body);
		}
	}

	private static String shortened(String text) {
		String line = text.strip().replaceAll("\\s+", " ");
		return line.length() <= LONGEST_REPEATED ? line : line.substring(0, LONGEST_REPEATED) + "...";
	}

	private static String words(Exception failure) {
		Throwable deepest = failure;
		while (deepest.getMessage() == null && deepest.getCause() != null) {
			deepest = deepest.getCause();
		}
		return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
	}

	/** The address without query and user, which may hold what logs must not. */
	private static String place(URI address) {
		String port = address.getPort() < 0 ? "" : ":" + address.getPort();
		return address.getScheme() + "://" + address.getHost() + port + address.getPath();
	}

	/**
	 * A base address with a path behind it.
	 * @throws domain.failure.PermanentFailure kind {@code PROFILE} when the base is no
	 * address
	 */
	public static URI address(String base, String path) {
		String trimmed = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
		try {
			URI address = URI.create(trimmed + path);
			if (address.getHost() == null || !String.valueOf(address.getScheme()).startsWith("http")) {
				throw new IllegalArgumentException("no host, or not http(s)");
			}
			return address;
		}
		catch (IllegalArgumentException malformed) {
			throw new PermanentFailure(FailureKind.PROFILE, "monitoring address '" + base + "' cannot be used: "
					+ malformed.getMessage() + ". Write for example http://prometheus:9090", malformed);
		}
	}

}
