package targets.ssh;

import domain.backup.Backup;
import domain.backup.Source;
import domain.people.Said;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import stores.Checksums;
import stores.Comparison;
import stores.Comparisons;
import stores.Parts;
import stores.Progress;
import stores.Unusable;

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
				throw Unusable.because(backup, what);
			});
		}
		catch (IOException unreadable) {
			throw Unusable.unread(backup, unreadable);
		}
	}

	private static Optional<Said> wrong(Source source, Backup backup, Map<String, String> expected, InputStream tar,
			Progress progress) throws IOException {
		if (expected.isEmpty()) {
			return Optional.of(Unusable.empty());
		}
		if (!folders(expected.keySet()).equals(backup.rows())) {
			return Optional.of(Said.of("it does not hold the files that its manifest counts",
					"não contém os arquivos que o seu manifesto conta"));
		}
		String folder = source.asked().include().getFirst();
		if (backup.contents() != null && !folder.equals(backup.contents().origin())) {
			return Optional.of(Said.of("it is of folder %s, not of %s", "é da pasta %s, não de %s",
					backup.contents().origin(), folder));
		}
		List<String> missing = source.asked()
			.expects()
			.stream()
			.filter((name) -> !expected.containsKey("./" + name))
			.toList();
		if (!missing.isEmpty()) {
			return Optional.of(Unusable.lacking(missing));
		}
		Map<String, String> found;
		try {
			found = read(tar, progress);
		}
		catch (IOException damaged) {
			return Optional.of(Unusable.unreadableArchive(damaged));
		}
		return found.equals(expected) ? Optional.empty() : Optional.of(Said
			.of("its archive holds other files than its list", "o seu arquivo contém outros arquivos que a sua lista"));
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
	static List<Comparison> compare(Backup backup, String found, String list) {
		SortedMap<String, String> files = checksums(found);
		List<Comparison> all = new ArrayList<>(Comparisons.ofCounts(
				(name) -> Said.of("files in %s", "arquivos em %s", name), backup.rows(), folders(files.keySet()), 0));
		checksums(list).forEach((path, expected) -> all.add(sum(path, expected, files.get(path))));
		return all;
	}

	/** One file's checksum and what it must be; null: nobody knows. */
	static Comparison sum(String path, String expected, String found) {
		Said unknown = Said.of("unknown", "desconhecido");
		return new Comparison(Said.of("SHA-256 of %s", "SHA-256 de %s", path),
				(expected == null) ? unknown : Said.quoted(expected),
				(found == null) ? Said.of("missing", "ausente") : Said.quoted(found),
				expected != null && expected.equals(found));
	}

}
