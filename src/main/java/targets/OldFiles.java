package targets;

import domain.maintenance.CleanUpRequest;
import domain.maintenance.Leftover;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds and removes old files by two programs that every Linux has, small ones in
 * containers too: {@code find} with the options that both GNU's and BusyBox' know, and
 * {@code rm}.
 */
public final class OldFiles {

	private OldFiles() {
	}

	/**
	 * Prints the paths, one a line; links are not followed, other file systems not
	 * entered. The place counts the age by its own clock, and never fewer minutes than
	 * were asked for: a worker whose clock is behind would have younger files removed.
	 */
	public static List<String> find(CleanUpRequest request, Instant now) {
		long minutes = Math.max(request.asked().olderThan().toMinutes(),
				Duration.between(request.before(), now).toMinutes());
		return List.of("find", request.asked().path(), "-xdev", "-type", "f", "-name", request.asked().pattern(),
				"-mmin", "+" + minutes, "-print");
	}

	/** What {@link #find} has printed. */
	public static Stream<Leftover> found(String printed) {
		return printed.lines().filter(line -> line.startsWith("/")).map(line -> new Leftover(line, 0, null));
	}

	/** Removes files, whether they are there or not. */
	public static List<String> remove(List<String> paths) {
		List<String> command = new ArrayList<>(List.of("rm", "-f", "--"));
		command.addAll(paths);
		return command;
	}

}
