package domain.diagnosis;

import java.util.List;
import java.util.Map;

/**
 * What a query gave.
 *
 * @param rows each a value by column, in the answer's order; a value is a text, number,
 * boolean, null, or a list or map of such
 * @param more whether there were more rows than were wanted
 */
public record Rows(List<Map<String, Object>> rows, boolean more) {

	/** At most so many of them, and whether any was left out. */
	public static Rows atMost(int limit, List<Map<String, Object>> rows) {
		return rows.size() <= limit ? new Rows(rows, false) : new Rows(rows.subList(0, limit), true);
	}

}
