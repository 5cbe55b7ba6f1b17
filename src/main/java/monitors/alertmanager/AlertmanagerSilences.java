package monitors.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.profile.MonitoringProfile;
import domain.window.SilenceRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import monitors.JsonOverHttp;
import monitors.JsonOverHttp.Reply;
import monitors.SilenceKeeper;
import org.springframework.stereotype.Component;

/**
 * Silences in Alertmanager ({@code /api/v2/silences}). Creating is not idempotent there,
 * so the run's id stands in the comment and is looked for before anything is posted.
 */
@Component
class AlertmanagerSilences implements SilenceKeeper {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Pattern FILTER = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)(=~|!~|!=|=)\"(.*)\"");

	private final JsonOverHttp http;

	AlertmanagerSilences(JsonOverHttp http) {
		this.http = http;
	}

	@Override
	public boolean keep(SilenceRequest request) {
		List<JsonNode> own = own(request);
		JsonNode kept = own.isEmpty() ? null : own.getFirst();
		// A post whose answer was lost and one that came late may both have counted.
		own.stream().skip(1).forEach(extra -> expire(request.source(), extra));
		ObjectNode wanted = wanted(request, kept);
		JsonNode answer = done(
				http.send("POST", address(request.source(), "/silences"), token(request), wanted, PATIENCE));
		requireInForce(request, answer.path("silenceID").asText());
		return own.isEmpty();
	}

	@Override
	public int end(SilenceRequest request) {
		List<JsonNode> own = own(request);
		own.forEach(silence -> expire(request.source(), silence));
		if (!own(request).isEmpty()) {
			throw new TransientFailure(request.source().alertmanager() + " still has a silence of run "
					+ request.run().runId() + " after it was told to end it", null);
		}
		return own.size();
	}

	private void expire(MonitoringProfile source, JsonNode silence) {
		String id = silence.path("id").asText();
		done(http.send("DELETE", address(source, "/silence/" + id), source.alertmanagerToken(), null, PATIENCE));
	}

	/** What is in force or will be, with the run's id in its comment. */
	private List<JsonNode> own(SilenceRequest request) {
		JsonNode all = done(http.send("GET", address(request.source(), "/silences"), token(request), null, PATIENCE));
		if (!all.isArray()) {
			throw new TransientFailure(
					request.source().alertmanager() + " answered what Alertmanager does not: is it the right address?",
					null);
		}
		List<JsonNode> own = new ArrayList<>();
		for (JsonNode silence : all) {
			boolean over = silence.path("status").path("state").asText().equals("expired");
			if (!over && silence.path("comment").asText().contains(mark(request))) {
				own.add(silence);
			}
		}
		return own;
	}

	private static String mark(SilenceRequest request) {
		return "[holdfast " + request.run().runId() + "]";
	}

	private static ObjectNode wanted(SilenceRequest request, JsonNode kept) {
		ObjectNode silence = JsonNodeFactory.instance.objectNode();
		if (kept != null) {
			silence.set("id", kept.path("id"));
		}
		var matchers = silence.putArray("matchers");
		request.filters().forEach(filter -> matchers.add(matcher(filter)));
		// The beginning may not change, or Alertmanager makes a second silence.
		silence.put("startsAt", kept == null ? Instant.now().toString() : kept.path("startsAt").asText());
		silence.put("endsAt", request.until().toString());
		silence.put("createdBy", "holdfast");
		silence.put("comment", request.reason() + " (" + request.run().workflowId() + ") " + mark(request));
		return silence;
	}

	private static ObjectNode matcher(String filter) {
		Matcher parts = FILTER.matcher(filter);
		if (!parts.matches()) {
			throw new PermanentFailure(FailureKind.PROFILE,
					"'" + filter + "' is no Alertmanager filter: write label=\"value\" with =, !=, =~ or !~");
		}
		String operator = parts.group(2);
		return JsonNodeFactory.instance.objectNode()
			.put("name", parts.group(1))
			.put("value", parts.group(3))
			.put("isRegex", operator.endsWith("~"))
			.put("isEqual", !operator.startsWith("!"));
	}

	private void requireInForce(SilenceRequest request, String id) {
		JsonNode silence = done(
				http.send("GET", address(request.source(), "/silence/" + id), token(request), null, PATIENCE));
		String state = silence.path("status").path("state").asText();
		if (!state.equals("active") && !state.equals("pending")) {
			throw new TransientFailure("silence " + id + " of " + request.source().alertmanager()
					+ " is not in force after it was set up: " + state, null);
		}
	}

	private static String token(SilenceRequest request) {
		return request.source().alertmanagerToken();
	}

	private static java.net.URI address(MonitoringProfile source, String path) {
		return JsonOverHttp.address(source.alertmanager(), "/api/v2" + path);
	}

	private static JsonNode done(Reply reply) {
		return switch (reply) {
			case Reply.Success success -> success.body();
			case Reply.Refused refused -> throw new PermanentFailure(FailureKind.PROFILE, refused.why());
			case Reply.Down down -> throw new TransientFailure(down.why(), null);
		};
	}

}
