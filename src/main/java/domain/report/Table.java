package domain.report;

import java.util.List;

/**
 * Details.
 *
 * @param title what they are
 * @param columns heads of columns
 * @param rows cells; a row that is too short has empty ones
 * @param proves whether its rows are evidence on which the verdict may rest: things
 * counted or compared, not settings
 */
public record Table(String title, List<String> columns, List<List<String>> rows, boolean proves) {

	public Table {
		columns = columns == null ? List.of() : List.copyOf(columns);
		rows = rows == null ? List.of() : rows.stream().map(List::copyOf).toList();
	}

}
