package domain.diagnosis;

import java.util.ArrayList;
import java.util.List;

/**
 * A statement whose {@code :name} parameters were replaced by those that a driver binds.
 * What stands in quotes, comments and casts ({@code ::}) is left alone.
 *
 * @param sql the statement with {@code ?} in the place of each parameter
 * @param names the parameter of each {@code ?}, in order
 * @param statements how many statements there are
 */
public record SqlText(String sql, List<String> names, int statements) {

	public static SqlText of(String text) {
		return new Reader(text).read();
	}

	/** Goes through the text once. */
	private static final class Reader {

		private final String text;

		private final StringBuilder sql = new StringBuilder();

		private final List<String> names = new ArrayList<>();

		private int statements = 1;

		private int at;

		Reader(String text) {
			this.text = text.strip().replaceFirst(";\\s*$", "");
		}

		SqlText read() {
			while (at < text.length()) {
				char now = text.charAt(at);
				switch (now) {
					case '\'', '"' -> copyTo(after(String.valueOf(now), at + 1));
					case '-' -> copyTo(next() == '-' ? after("\n", at + 2) : at + 1);
					case '/' -> copyTo(next() == '*' ? after("*/", at + 2) : at + 1);
					case '$' -> copyTo(dollarQuoted());
					case ':' -> colon();
					case '?' -> {
						// The driver takes a doubled one for the operator.
						sql.append("??");
						at++;
					}
					case ';' -> {
						statements++;
						copyTo(at + 1);
					}
					default -> copyTo(at + 1);
				}
			}
			return new SqlText(sql.toString(), List.copyOf(names), statements);
		}

		private char next() {
			return at + 1 < text.length() ? text.charAt(at + 1) : ' ';
		}

		private void copyTo(int end) {
			sql.append(text, at, end);
			at = end;
		}

		private int after(String mark, int from) {
			int found = text.indexOf(mark, from);
			return found < 0 ? text.length() : found + mark.length();
		}

		private int dollarQuoted() {
			int end = text.indexOf('$', at + 1);
			boolean tag = end > 0 && text.substring(at + 1, end).matches("\\w*");
			return tag ? after(text.substring(at, end + 1), end + 1) : at + 1;
		}

		private void colon() {
			if (next() == ':') {
				copyTo(at + 2);
			}
			else if (Character.isLetter(next())) {
				int end = at + 1;
				while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
					end++;
				}
				names.add(text.substring(at + 1, end));
				sql.append('?');
				at = end;
			}
			else {
				copyTo(at + 1);
			}
		}

	}

}
