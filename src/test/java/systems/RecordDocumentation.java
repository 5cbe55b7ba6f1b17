package systems;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Javadoc of a profile's record says, as plain text. */
final class RecordDocumentation {

	private static final Path SOURCES = Path.of("src/main/java");

	private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/\\s*(?:@\\w+\\s*)*public record",
			Pattern.DOTALL);

	private RecordDocumentation() {
	}

	/** The first sentence about a record. */
	static Optional<String> of(Class<?> type) {
		return comment(type).map(text -> text.split("(?m)^\\s*@param|<p>", 2)[0]).map(RecordDocumentation::plain);
	}

	/** What is said about a component of a record. */
	static Optional<String> of(Class<?> type, String component) {
		Pattern parameter = Pattern.compile("@param " + component + "\\s(.*?)(?=@param|$)", Pattern.DOTALL);
		return comment(type).map(parameter::matcher).filter(Matcher::find).map(found -> plain(found.group(1)));
	}

	private static Optional<String> comment(Class<?> type) {
		Path source = SOURCES.resolve(type.getName().replace('.', '/') + ".java");
		if (!type.isRecord() || !Files.exists(source)) {
			return Optional.empty();
		}
		try {
			Matcher comment = COMMENT.matcher(Files.readString(source));
			return comment.find() ? Optional.of(comment.group(1).replaceAll("(?m)^\\s*\\* ?", "")) : Optional.empty();
		}
		catch (IOException unreadable) {
			throw new UncheckedIOException(unreadable);
		}
	}

	private static String plain(String text) {
		return text.replaceAll("\\{@code ([^}]*)}", "$1")
			.replaceAll("<[^>]+>", "")
			.replace("&lt;", "<")
			.replace("&gt;", ">")
			.replaceAll("\\s+", " ")
			.strip();
	}

}
