package monitors.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answer to an instant query as rows: labels, time, value. */
final class SeriesTable {

	private SeriesTable() {
	}

	static List<Map<String, Object>> of(JsonNode data) {
		List<Map<String, Object>> rows = new ArrayList<>();
		JsonNode result = data.path("result");
		switch (data.path("resultType").asText()) {
			case "scalar", "string" -> rows.add(row(Map.of(), result));
			case "matrix" -> result.forEach(series -> series.path("values")
				.forEach(sample -> rows.add(row(labels(series.path("metric")), sample))));
			default -> result.forEach(series -> rows.add(row(labels(series.path("metric")), series.path("value"))));
		}
		return rows;
	}

	private static Map<String, Object> labels(JsonNode metric) {
		Map<String, Object> labels = new LinkedHashMap<>();
		metric.properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
		return labels;
	}

	/** Each sample is [time, "number as text"]. */
	private static Map<String, Object> row(Map<String, Object> labels, JsonNode sample) {
		Map<String, Object> row = new LinkedHashMap<>(labels);
		row.put("time", Instant.ofEpochMilli(Math.round(sample.path(0).asDouble() * 1000)).toString());
		row.put("value", number(sample.path(1).asText()));
		return row;
	}

	private static Object number(String text) {
		return text.matches("[-+0-9.eE]+") ? new BigDecimal(text) : text;
	}

}
