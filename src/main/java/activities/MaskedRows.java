package activities;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.diagnosis.Rows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import secrets.Mask;

/** Rows without secrets, to be kept and to be shown. */
final class MaskedRows {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final int ROWS_SHOWN = 20;

	private static final int COLUMNS_SHOWN = 8;

	private static final int CELL = 80;

	private final List<Map<String, Object>> rows;

	MaskedRows(Rows rows, Mask mask) {
		this.rows = rows.rows().stream().map(row -> masked(row, mask)).toList();
	}

	private static Map<String, Object> masked(Map<String, Object> row, Mask mask) {
		Map<String, Object> masked = new LinkedHashMap<>();
		row.forEach((column, value) -> masked.put(column, mask.apply(column, value)));
		return masked;
	}

	/** Every row, a JSON object a line. */
	String jsonLines() {
		return rows.stream().map(row -> json(row) + "\n").collect(Collectors.joining());
	}

	/** The first of them as a Markdown table; empty when there is none. */
	String table() {
		List<String> columns = rows.stream().flatMap(row -> row.keySet().stream()).distinct().toList();
		if (columns.isEmpty()) {
			return "";
		}
		List<String> shown = columns.subList(0, Math.min(COLUMNS_SHOWN, columns.size()));
		return line(shown) + "\n" + "|---".repeat(shown.size()) + "|\n"
				+ rows.stream()
					.limit(ROWS_SHOWN)
					.map(row -> line(shown.stream().map(column -> text(row.get(column))).toList()))
					.collect(Collectors.joining("\n"));
	}

	private static String line(List<String> cells) {
		return cells.stream().map(MaskedRows::cell).collect(Collectors.joining(" | ", "| ", " |"));
	}

	private static String text(Object value) {
		return value == null ? "" : value instanceof Map || value instanceof List ? json(value) : value.toString();
	}

	/** A bar would end the cell, a line break the row. */
	private static String cell(String text) {
		String line = text.replaceAll("\\s+", " ").strip();
		return (line.length() <= CELL ? line : line.substring(0, CELL - 1) + "…").replace("|", "\\|");
	}

	private static String json(Object value) {
		try {
			return JSON.writeValueAsString(value);
		}
		catch (JsonProcessingException impossible) {
			throw new IllegalStateException("a row is no JSON: " + value, impossible);
		}
	}

}
