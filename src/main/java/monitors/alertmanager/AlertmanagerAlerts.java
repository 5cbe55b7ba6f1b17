package monitors.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import domain.profile.MonitoringProfile;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import monitors.Alerts;
import monitors.JsonOverHttp;
import monitors.JsonOverHttp.Reply;
import org.springframework.stereotype.Component;

/**
 * Reads alerts from Alertmanager ({@code GET /api/v2/alerts}, filters are joined by AND).
 */
@Component
class AlertmanagerAlerts implements Alerts {

	private final JsonOverHttp http;

	AlertmanagerAlerts(JsonOverHttp http) {
		this.http = http;
	}

	@Override
	public Answer critical(MonitoringProfile source, Duration timeout) {
		String filters = source.criticalAlerts()
			.stream()
			.map(filter -> "&filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8))
			.collect(Collectors.joining());
		URI address = JsonOverHttp.address(source.alertmanager(),
				"/api/v2/alerts?active=true&silenced=false&inhibited=false&unprocessed=false" + filters);
		return switch (http.ask(address, source.alertmanagerToken(), null, timeout)) {
			case Reply.Refused refused -> new Answer.Refused(refused.why());
			case Reply.Down down -> new Answer.Down(down.why());
			case Reply.Success success -> read(source.alertmanager(), success.body());
		};
	}

	private static Answer read(String address, JsonNode body) {
		if (!body.isArray()) {
			return new Answer.Down(address + " answered what Alertmanager does not: is it the right address?");
		}
		List<String> alerts = new ArrayList<>();
		body.forEach(alert -> alerts.add(inWords(alert)));
		return new Answer.Firing(List.copyOf(alerts));
	}

	private static String inWords(JsonNode alert) {
		JsonNode labels = alert.path("labels");
		String summary = alert.path("annotations").path("summary").asText();
		return labels.path("alertname").asText("(no name)") + " " + labels + " since " + alert.path("startsAt").asText()
				+ (summary.isEmpty() ? "" : ": " + summary);
	}

}
