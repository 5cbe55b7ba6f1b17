package targets.ssh;

import domain.backup.Backup;
import domain.backup.Finding;
import domain.backup.Source;
import domain.failure.TransientFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import stores.Checksums;
import stores.Parts;
import stores.Progress;
import stores.Shelf;

/** A tar archive and the list of its files' checksums, read back without the host. */
final class FileArchive {

	static final String TAR = ".tar";

	static final String LIST = ".sha256";

	private FileArchive() {
	}

	/** Checksum by path of what {@code sha256sum} printed. */
	static SortedMap<String, String> checksums(String list) {
		return list.lines()
			.filter((line) -> !line.isBlank())
			.map((line) -> line.split(" [ *]", 2))
			.collect(Collectors.toMap((words) -> words[1], (words) -> words[0], (one, same) -> one, TreeMap::new));
	}

	/** Number of files by folder. */
	static SortedMap<String, Long> folders(Iterable<String> paths) {
		SortedMap<String, Long> folders = new TreeMap<>();
		paths.forEach((path) -> folders.merge(path.substring(0, path.lastIndexOf('/')), 1L, Long::sum));
		return folders;
	}

	/** Every file is in the archive, whole, and what must be there is. */
	static void examine(Source source, Backup backup, Parts parts, Progress progress) {
		try (InputStream list = parts.open(LIST); InputStream tar = parts.open(TAR)) {
			Map<String, String> expected = checksums(new String(list.readAllBytes(), StandardCharsets.UTF_8));
			wrong(source, backup, expected, tar, progress).ifPresent((what) -> {
				throw Shelf.unusable(backup, what);
			});
		}
		catch (IOException unreadable) {
			throw new TransientFailure("backup %s cannot be read: %s".formatted(backup.location(), unreadable),
					unreadable);
		}
	}

	private static Optional<String> wrong(Source source, Backup backup, Map<String, String> expected, InputStream tar,
			Progress progress) throws IOException {
		if (expected.isEmpty()) {
			return Optional.of("it is empty");
		}
		if (!folders(expected.keySet()).equals(backup.rows())) {
			return Optional.of("it does not hold the files that its manifest counts");
		}
		String folder = source.asked().include().getFirst();
		if (backup.contents() != null && !folder.equals(backup.contents().origin())) {
			return Optional.of("it is of folder %s, not of %s".formatted(backup.contents().origin(), folder));
		}
		List<String> missing = source.asked()
			.expects()
			.stream()
			.filter((name) -> !expected.containsKey("./" + name))
			.toList();
		if (!missing.isEmpty()) {
			return Optional.of("it does not hold " + String.join(", ", missing));
		}
		Map<String, String> found;
		try {
			found = read(tar, progress);
		}
		catch (IOException damaged) {
			return Optional.of("its archive cannot be read: " + damaged.getMessage());
		}
		return found.equals(expected) ? Optional.empty() : Optional.of("its archive holds other files than its list");
	}

	private static Map<String, String> read(InputStream content, Progress progress) throws IOException {
		Map<String, String> found = new TreeMap<>();
		try (TarArchiveInputStream tar = new TarArchiveInputStream(content, StandardCharsets.UTF_8.name())) {
			for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
				if (entry.isFile()) {
					found.put(entry.getName(), Checksums.of(tar, entry.getName(), progress).sha256());
				}
			}
		}
		return found;
	}

	/** A folder's files and their checksums with the backup's counts and its list. */
	static List<Finding> compare(Backup backup, String found, String list) {
		SortedMap<String, String> files = checksums(found);
		SortedMap<String, Long> folders = folders(files.keySet());
		TreeSet<String> names = new TreeSet<>(backup.rows().keySet());
		names.addAll(folders.keySet());
		List<Finding> all = new ArrayList<>();
		for (String name : names) {
			long expected = backup.rows().getOrDefault(name, 0L);
			long now = folders.getOrDefault(name, 0L);
			all.add(new Finding("files in " + name, Long.toString(expected), Long.toString(now), expected == now));
		}
		checksums(list).forEach((path, expected) -> all.add(new Finding("SHA-256 of " + path, expected,
				files.getOrDefault(path, "missing"), expected.equals(files.get(path)))));
		return all;
	}

}
