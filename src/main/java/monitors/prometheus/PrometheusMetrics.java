package monitors.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import domain.check.Reading;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.profile.MonitoringProfile;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import monitors.JsonOverHttp;
import monitors.JsonOverHttp.Reply;
import monitors.Metrics;
import monitors.Series;
import org.springframework.stereotype.Component;

/**
 * Reads values from Prometheus (HTTP API, {@code /api/v1/query} and
 * {@code /api/v1/query_range}; both are posted, so that long queries fit).
 */
@Component
class PrometheusMetrics implements Metrics, Series {

	private final JsonOverHttp http;

	PrometheusMetrics(JsonOverHttp http) {
		this.http = http;
	}

	@Override
	public Reading value(MonitoringProfile source, String query, Duration timeout) {
		return ask(source, "/api/v1/query", "query=" + encoded(query) + "&timeout=" + timeout.toMillis() + "ms",
				timeout);
	}

	@Override
	public Reading samples(MonitoringProfile source, String query, Instant from, Instant to, Duration step,
			Duration timeout) {
		String form = "query=" + encoded(query) + "&start=" + from + "&end=" + to + "&step=" + step.toSeconds()
				+ "&timeout=" + timeout.toMillis() + "ms";
		return ask(source, "/api/v1/query_range", form, timeout);
	}

	@Override
	public List<Map<String, Object>> series(MonitoringProfile source, String query, Duration timeout) {
		URI address = JsonOverHttp.address(source.prometheus(), "/api/v1/query");
		String form = "query=" + encoded(query) + "&timeout=" + timeout.toMillis() + "ms";
		return switch (http.ask(address, source.prometheusToken(), form, timeout)) {
			case Reply.Refused refused -> throw new PermanentFailure(FailureKind.PROFILE, refused.why());
			case Reply.Down down -> throw new TransientFailure(down.why(), null);
			case Reply.Success success -> SeriesTable.of(success.body().path("data"));
		};
	}

	private Reading ask(MonitoringProfile source, String path, String form, Duration timeout) {
		URI address = JsonOverHttp.address(source.prometheus(), path);
		return switch (http.ask(address, source.prometheusToken(), form, timeout)) {
			case Reply.Refused refused -> new Reading.Refused(refused.why());
			case Reply.Down down -> new Reading.Down(down.why());
			case Reply.Success success -> read(address, success.body());
		};
	}

	private static Reading read(URI address, JsonNode body) {
		JsonNode data = body.path("data");
		JsonNode result = data.path("result");
		return switch (data.path("resultType").asText()) {
			case "scalar" -> numbers(List.of(result));
			case "vector" -> onlySeries(result, "value");
			case "matrix" -> onlySeries(result, "values");
			case "string" -> new Reading.Refused("the query gives text: it must give one number");
			default -> new Reading.Down(address + " answered what Prometheus does not: is it the right address?");
		};
	}

	/** One number is asked for: with several series nobody could say which one counts. */
	private static Reading onlySeries(JsonNode result, String field) {
		if (result.isEmpty()) {
			return new Reading.Nothing("no series");
		}
		if (result.size() > 1) {
			return new Reading.Refused("the query gives " + result.size()
					+ " series, it must give one: aggregate it, for example with sum(...). The first two are "
					+ result.get(0).path("metric") + " and " + result.get(1).path("metric"));
		}
		JsonNode values = result.get(0).path(field);
		if (values.isMissingNode()) {
			return new Reading.Refused("the query gives a range of samples: wrap it, for example in rate(...)");
		}
		List<JsonNode> samples = new ArrayList<>();
		if ("value".equals(field)) {
			samples.add(values);
		}
		else {
			values.forEach(samples::add);
		}
		return numbers(samples);
	}

	/** Each sample is [time, "number as text"]. */
	private static Reading numbers(List<JsonNode> samples) {
		List<Double> numbers = new ArrayList<>();
		String left = "no sample";
		for (JsonNode sample : samples) {
			String text = sample.path(1).asText();
			double number = number(text);
			if (Double.isFinite(number)) {
				numbers.add(number);
			}
			else {
				left = "the value is " + text;
			}
		}
		return numbers.isEmpty() ? new Reading.Nothing(left) : new Reading.Numbers(numbers);
	}

	private static double number(String text) {
		return switch (text) {
			case "NaN", "" -> Double.NaN;
			case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
			case "-Inf" -> Double.NEGATIVE_INFINITY;
			default -> Double.parseDouble(text);
		};
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
