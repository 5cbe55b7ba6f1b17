package local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders of the stack. */
final class Directories {

	private Directories() {
	}

	/** Removes the folder and everything in it; a folder that is not there is fine. */
	static void delete(Path folder) {
		if (!Files.exists(folder)) {
			return;
		}
		try (Stream<Path> paths = Files.walk(folder)) {
			List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
			for (Path path : deepestFirst) {
				Files.deleteIfExists(path);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The folder " + folder + " cannot be removed", ex);
		}
	}

	static Path create(Path folder) {
		try {
			return Files.createDirectories(folder).toAbsolutePath();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The folder " + folder + " cannot be made", ex);
		}
	}

	static Path write(Path file, String content) {
		try {
			create(file.toAbsolutePath().getParent());
			return Files.writeString(file, content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The file " + file + " cannot be written", ex);
		}
	}

	static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The file " + file + " cannot be read", ex);
		}
	}

	static List<Path> files(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The folder " + folder + " cannot be read", ex);
		}
	}

}
