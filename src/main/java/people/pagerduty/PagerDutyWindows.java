package people.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.PagerDutyProfile;
import domain.window.PagerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import people.PagerWindows;
import secrets.Secrets;

/**
 * Maintenance windows in PagerDuty ({@code /maintenance_windows}): no incident is
 * triggered for a service while one lasts. Creating is not idempotent there, so the run's
 * id stands in the description and is looked for before anything is posted.
 */
@Component
class PagerDutyWindows implements PagerWindows {

	private static final int PAGE = 100;

	/** Clocks are told to the second: what is shorter may be over when it arrives. */
	private static final Duration SHORTEST = Duration.ofSeconds(2);

	private final PagerDutyApi api;

	private final Secrets secrets;

	PagerDutyWindows(PagerDutyApi api, Secrets secrets) {
		this.api = api;
		this.secrets = secrets;
	}

	@Override
	public boolean keep(PagerRequest request, Instant now) {
		String token = token(request.services());
		Found found = own(request, token);
		List<JsonNode> own = found.own();
		Duration left = Duration.between(now, request.until());
		if (left.compareTo(SHORTEST) < 0) {
			own.forEach(window -> api.delete(token, path(window)));
			return false;
		}
		Instant there = found.time() == null ? now : found.time();
		own.stream().skip(1).forEach(extra -> api.delete(token, path(extra)));
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		body.set("maintenance_window", wanted(request, own.isEmpty() ? null : own.getFirst(), there, left));
		if (own.isEmpty()) {
			api.post(token, "/maintenance_windows", request.services().from(), body);
		}
		else {
			api.put(token, path(own.getFirst()), body);
		}
		return own.isEmpty();
	}

	@Override
	public int end(PagerRequest request) {
		String token = token(request.services());
		List<JsonNode> own = own(request, token).own();
		own.forEach(window -> api.delete(token, path(window)));
		return own.size();
	}

	private String token(PagerDutyProfile services) {
		return secrets.find(services.token())
			.orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE,
					"PagerDuty is not set up: reference '" + services.token() + "' stands for nothing"));
	}

	/**
	 * What was found.
	 *
	 * @param own windows of the run
	 * @param time what PagerDuty's clock says; null when it does not say
	 */
	private record Found(List<JsonNode> own, Instant time) {

	}

	/** Those of the run that last or will; PagerDuty gives them a page at a time. */
	private Found own(PagerRequest request, String token) {
		String services = request.services()
			.services()
			.stream()
			.map(service -> "&service_ids%5B%5D=" + URLEncoder.encode(service, StandardCharsets.UTF_8))
			.collect(Collectors.joining());
		List<JsonNode> own = new ArrayList<>();
		JsonNode page;
		Instant time;
		int offset = 0;
		do {
			PagerDutyApi.Said said = api.get(token,
					"/maintenance_windows?filter=open&limit=" + PAGE + "&offset=" + offset + services);
			page = said.body();
			time = said.time();
			page.path("maintenance_windows").forEach(window -> {
				if (window.path("description").asText().contains(mark(request))) {
					own.add(window);
				}
			});
			offset += PAGE;
		}
		while (page.path("more").asBoolean());
		return new Found(own, time);
	}

	private static String mark(PagerRequest request) {
		return "[holdfast " + request.run().runId() + "]";
	}

	/**
	 * PagerDuty compares both ends with its own clock, so they are told by that one: a
	 * window that begins minutes later would let people be paged meanwhile.
	 */
	private static ObjectNode wanted(PagerRequest request, JsonNode kept, Instant there, Duration left) {
		Instant from = request.from().isAfter(there) ? there : request.from();
		ObjectNode window = JsonNodeFactory.instance.objectNode()
			.put("type", "maintenance_window")
			// The beginning of one that lasts may not be changed.
			.put("start_time", kept == null ? from.toString() : kept.path("start_time").asText())
			.put("end_time", there.plus(left).truncatedTo(ChronoUnit.SECONDS).toString())
			.put("description", request.reason() + " (" + request.run().workflowId() + ") " + mark(request));
		var services = window.putArray("services");
		request.services()
			.services()
			.forEach(service -> services.addObject().put("id", service).put("type", "service_reference"));
		return window;
	}

	private static String path(JsonNode window) {
		return "/maintenance_windows/" + window.path("id").asText();
	}

}
