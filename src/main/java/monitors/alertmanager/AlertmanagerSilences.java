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

	/** Also when whatever answers in front of Alertmanager has another clock. */
	private static final Duration LONG_PAST = Duration.ofHours(1);

	/** Clocks are told to the second: what is shorter may be over when it arrives. */
	private static final Duration SHORTEST = Duration.ofSeconds(2);

	private static final Pattern FILTER = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)(=~|!~|!=|=)\"(.*)\"");

	private final JsonOverHttp http;

	AlertmanagerSilences(JsonOverHttp http) {
		this.http = http;
	}

	@Override
	public boolean keep(SilenceRequest request, Instant now) {
		Reply.Success all = all(request);
		List<JsonNode> own = own(request, all);
		Duration left = Duration.between(now, request.until());
		if (left.compareTo(SHORTEST) < 0) {
			own.forEach(silence -> expire(request.source(), silence));
			return false;
		}
		JsonNode kept = own.isEmpty() ? null : own.getFirst();
		// A post whose answer was lost and one that came late may both have counted.
		own.stream().skip(1).forEach(extra -> expire(request.source(), extra));
		ObjectNode wanted = wanted(request, kept, all.time() == null ? now : all.time(), left);
		JsonNode answer = body(
				http.send("POST", address(request.source(), "/silences"), token(request), wanted, PATIENCE));
		requireInForce(request, answer.path("silenceID").asText());
		return own.isEmpty();
	}

	@Override
	public int end(SilenceRequest request) {
		List<JsonNode> own = own(request, all(request));
		own.forEach(silence -> expire(request.source(), silence));
		if (!own(request, all(request)).isEmpty()) {
			throw new TransientFailure(request.source().alertmanager() + " still has a silence of run "
					+ request.run().runId() + " after it was told to end it", null);
		}
		return own.size();
	}

	private void expire(MonitoringProfile source, JsonNode silence) {
		String id = silence.path("id").asText();
		done(http.send("DELETE", address(source, "/silence/" + id), source.alertmanagerToken(), null, PATIENCE));
	}

	private Reply.Success all(SilenceRequest request) {
		Reply.Success all = done(
				http.send("GET", address(request.source(), "/silences"), token(request), null, PATIENCE));
		if (!all.body().isArray()) {
			throw new TransientFailure(
					request.source().alertmanager() + " answered what Alertmanager does not: is it the right address?",
					null);
		}
		return all;
	}

	/** What is in force or will be, with the run's id in its comment. */
	private static List<JsonNode> own(SilenceRequest request, Reply.Success all) {
		List<JsonNode> own = new ArrayList<>();
		for (JsonNode silence : all.body()) {
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

	/**
	 * Alertmanager compares both ends with its own clock, so they are told by that one. A
	 * beginning that is past means now there.
	 */
	private static ObjectNode wanted(SilenceRequest request, JsonNode kept, Instant there, Duration left) {
		ObjectNode silence = JsonNodeFactory.instance.objectNode();
		if (kept != null) {
			silence.set("id", kept.path("id"));
		}
		var matchers = silence.putArray("matchers");
		request.filters().forEach(filter -> matchers.add(matcher(filter)));
		// The beginning of one in force may not change, or Alertmanager makes a second
		// one; one that is yet to begin is replaced.
		silence.put("startsAt",
				kept == null || !active(kept) ? there.minus(LONG_PAST).toString() : kept.path("startsAt").asText());
		silence.put("endsAt", there.plus(left).toString());
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
		JsonNode silence = body(
				http.send("GET", address(request.source(), "/silence/" + id), token(request), null, PATIENCE));
		if (!active(silence)) {
			throw new TransientFailure(
					"silence " + id + " of " + request.source().alertmanager()
							+ " is not in force after it was set up: " + silence.path("status").path("state").asText(),
					null);
		}
	}

	private static boolean active(JsonNode silence) {
		return silence.path("status").path("state").asText().equals("active");
	}

	private static String token(SilenceRequest request) {
		return request.source().alertmanagerToken();
	}

	private static java.net.URI address(MonitoringProfile source, String path) {
		return JsonOverHttp.address(source.alertmanager(), "/api/v2" + path);
	}

	private static JsonNode body(Reply reply) {
		return done(reply).body();
	}

	private static Reply.Success done(Reply reply) {
		return switch (reply) {
			case Reply.Success success -> success;
			case Reply.Refused refused -> throw new PermanentFailure(FailureKind.PROFILE, refused.why());
			case Reply.Down down -> throw new TransientFailure(down.why(), null);
		};
	}

}
