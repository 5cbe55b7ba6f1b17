package people;

import java.nio.file.Path;
import java.util.List;

/**
 * What a channel carries.
 *
 * @param id the same for every repetition of the same message of the same run
 * @param subject one line
 * @param text the whole text, the subject not repeated
 * @param files files that go with it; a channel that carries none leaves them out
 */
public record Letter(String id, String subject, String text, List<Path> files) {

	public Letter {
		files = files == null ? List.of() : List.copyOf(files);
	}

	/** One without files. */
	public Letter(String id, String subject, String text) {
		this(id, subject, text, List.of());
	}

}
