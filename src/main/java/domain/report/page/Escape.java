package domain.report.page;

/** Text as it is shown, whatever stands in it. */
final class Escape {

	private Escape() {
	}

	/** For elements and for attributes in double quotes. */
	static String html(String text) {
		if (text == null) {
			return "";
		}
		StringBuilder out = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			char found = text.charAt(i);
			switch (found) {
				case '&' -> out.append("&amp;");
				case '<' -> out.append("&lt;");
				case '>' -> out.append("&gt;");
				case '"' -> out.append("&quot;");
				case '\'' -> out.append("&#39;");
				default -> out.append(found < ' ' && found != '\n' && found != '\t' ? ' ' : found);
			}
		}
		return out.toString();
	}

	/** For a cell of a Markdown table, or one line of text. */
	static String markdown(String text) {
		if (text == null) {
			return "";
		}
		return html(text.strip().replaceAll("\\s+", " ")).replaceAll("([\\\\|`*_\\[\\]#])", "\\\\$1")
			.replace("&quot;", "\"")
			.replace("&\\#39;", "'");
	}

}
