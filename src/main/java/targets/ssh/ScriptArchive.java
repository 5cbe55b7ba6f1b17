package targets.ssh;

import domain.backup.Backup;
import domain.backup.Source;
import domain.people.Said;
import domain.profile.ScriptProfile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import stores.Checksums;
import stores.Parts;
import stores.Progress;
import stores.Unusable;

/** What a system's own program has taken, read back without the host. */
final class ScriptArchive {

	private static final int CHUNK = 1 << 16;

	private static final int LAST = 1 << 10;

	private final Source source;

	private final Backup backup;

	private final Parts parts;

	private final Progress progress;

	ScriptArchive(Source source, Backup backup, Parts parts, Progress progress) {
		this.source = source;
		this.backup = backup;
		this.parts = parts;
		this.progress = progress;
	}

	/** End of the name of the part that holds a file. */
	static String ending(String file) {
		return "." + file;
	}

	/** Every file is there, whole, and says what the profile expects of it. */
	void examine() {
		try {
			wrong().ifPresent((what) -> {
				throw Unusable.because(this.backup, what);
			});
		}
		catch (IOException unreadable) {
			throw Unusable.unread(this.backup, unreadable);
		}
	}

	/** Checksum by name of the files as they were on the host. */
	Map<String, String> list() throws IOException {
		try (InputStream list = this.parts.open(FileArchive.LIST)) {
			return FileArchive.checksums(new String(list.readAllBytes(), StandardCharsets.UTF_8));
		}
	}

	private Optional<Said> wrong() throws IOException {
		ScriptProfile script = this.source.asked().script();
		if (this.backup.contents() != null && !script.folder().equals(this.backup.contents().origin())) {
			return Optional.of(Said.of("it is of %s, not of %s", "é de %s, não de %s", this.backup.contents().origin(),
					script.folder()));
		}
		Map<String, String> files = list();
		if (files.isEmpty() || !files.keySet().equals(this.backup.rows().keySet())) {
			return Optional.of(Said.of("it does not hold the files that its manifest names",
					"não contém os arquivos que o seu manifesto nomeia"));
		}
		for (Map.Entry<String, String> file : files.entrySet()) {
			try (InputStream content = this.parts.open(ending(file.getKey()))) {
				Checksums.Counted found = Checksums.of(content, file.getKey(), this.progress);
				if (found.bytes() != this.backup.rows().get(file.getKey()) || !found.sha256().equals(file.getValue())) {
					return Optional.of(Said.of("%s is not as it was on the host", "%s não está como estava no servidor",
							file.getKey()));
				}
			}
		}
		return silent(files.keySet().iterator().next());
	}

	/** Why the first file does not say what it must. */
	private Optional<Said> silent(String name) throws IOException {
		List<String> missing = new ArrayList<>(this.source.asked().expects());
		String end = "";
		try (InputStream content = text(name)) {
			byte[] chunk = new byte[CHUNK];
			String before = "";
			for (int length = content.read(chunk); length >= 0; length = content.read(chunk)) {
				String window = before + new String(chunk, 0, length, StandardCharsets.ISO_8859_1);
				missing.removeIf((word) -> window.contains(latin(word)));
				before = window.substring(Math.max(0, window.length() - LAST));
				this.progress.report("reading " + name);
			}
			end = before;
		}
		catch (java.util.zip.ZipException | java.io.EOFException damaged) {
			return Optional.of(Said.of("%s cannot be unpacked: %s", "%s não pode ser descompactado: %s", name,
					damaged.getMessage()));
		}
		if (!missing.isEmpty()) {
			return Optional.of(Said.of("%s does not hold %s", "%s não contém %s", name, String.join(", ", missing)));
		}
		String wanted = this.source.asked().script().lastWords();
		return (wanted == null || end.contains(latin(wanted))) ? Optional.empty() : Optional.of(Said
			.of("%s does not end with '%s': it was cut short", "%s não termina com '%s': foi cortado", name, wanted));
	}

	private InputStream text(String name) throws IOException {
		InputStream content = this.parts.open(ending(name));
		return name.endsWith(".gz") ? new GZIPInputStream(content, CHUNK) : content;
	}

	/** Bytes as characters, so that words split between two reads are found too. */
	private static String latin(String word) {
		return new String(word.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	/** Names in the order in which they are restored. */
	static List<String> names(Backup backup) {
		return Arrays.asList(backup.rows().sequencedKeySet().toArray(String[]::new));
	}

}
