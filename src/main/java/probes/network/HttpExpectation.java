package probes.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.probe.Finding;
import domain.profile.Probe;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a web address must answer. */
final class HttpExpectation {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final int OK = 200;

	private final Probe probe;

	HttpExpectation(Probe probe) {
		this.probe = probe;
	}

	Finding judge(HttpResponse<String> answer, Duration time) {
		int expected = probe.status() == null ? OK : probe.status();
		if (answer.statusCode() != expected) {
			return new Finding.Broken(
					probe.url() + " answered " + answer.statusCode() + ", " + expected + " was expected");
		}
		Optional<String> missing = missingHeader(answer);
		if (missing.isPresent()) {
			return new Finding.Broken(probe.url() + " answered without the header " + missing.get());
		}
		return probe.field() == null ? Finding.took(time, probe.url() + " answered " + answer.statusCode())
				: field(answer.body(), time);
	}

	private Optional<String> missingHeader(HttpResponse<?> answer) {
		return probe.headers().stream().filter(header -> !carries(answer, header)).findFirst();
	}

	private static boolean carries(HttpResponse<?> answer, String header) {
		String[] parts = header.split(":", 2);
		List<String> values = answer.headers().allValues(parts[0].strip());
		return parts.length == 1 ? !values.isEmpty() : values.contains(parts[1].strip());
	}

	private Finding field(String body, Duration time) {
		JsonNode found;
		try {
			found = JSON.readTree(body).at(probe.field());
		}
		catch (JsonProcessingException notJson) {
			return new Finding.Broken(probe.url() + " answered without JSON: " + notJson.getOriginalMessage());
		}
		if (found.isMissingNode() || found.isNull()) {
			return new Finding.Broken(probe.url() + " answered without " + probe.field());
		}
		String said = probe.url() + " says " + probe.field() + " is " + found.asText();
		if (probe.equals() != null) {
			return probe.equals().equals(found.asText()) ? Finding.took(time, said)
					: new Finding.Broken(said + ", " + probe.equals() + " was expected");
		}
		return found.isNumber() ? new Finding.Measured(found.asDouble(), "", said) : Finding.took(time, said);
	}

}
