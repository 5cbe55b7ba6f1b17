package stores.postgresql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.backup.Backup;
import domain.backup.Source;
import domain.failure.TransientFailure;
import domain.people.Said;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import stores.Checksums;
import stores.Parts;
import stores.Progress;
import stores.Unusable;

/**
 * Reads the archive of a server's files back as {@code pg_verifybackup} would, without
 * unpacking it: every file that PostgreSQL's own manifest names is there with its
 * checksum.
 */
final class BaseArchive {

	private static final String MANIFEST = "backup_manifest";

	private static final String CONTROL = "global/pg_control";

	private static final int BUFFER = 1 << 20;

	private final Map<String, String> found = new HashMap<>();

	private JsonNode manifest;

	private String server;

	private BaseArchive() {
	}

	static void examine(Source source, Backup backup, Parts parts, Progress progress) {
		BaseArchive archive = new BaseArchive();
		try (InputStream content = open(parts)) {
			archive.read(content, progress);
		}
		catch (IOException damaged) {
			throw Unusable.because(backup, Unusable.unreadableArchive(damaged));
		}
		archive.wrong(source, backup).ifPresent(what -> {
			throw Unusable.because(backup, what);
		});
	}

	/** The archive, unpacked; the caller closes it. */
	static InputStream open(Parts parts) {
		try {
			return new BufferedInputStream(new GZIPInputStream(parts.open(BaseBackup.ENDING), BUFFER), BUFFER);
		}
		catch (IOException unreadable) {
			throw new TransientFailure(Said.of("the backup's archive cannot be opened: %s",
					"o arquivo do backup não pode ser aberto: %s", unreadable), unreadable);
		}
	}

	private void read(InputStream content, Progress progress) throws IOException {
		try (TarArchiveInputStream tar = new TarArchiveInputStream(content, StandardCharsets.UTF_8.name())) {
			for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
				String name = entry.getName().replaceFirst("^\\./", "");
				if (name.equals(MANIFEST)) {
					manifest = new ObjectMapper().readTree(tar.readAllBytes());
				}
				else if (entry.isFile()) {
					InputStream file = tar;
					if (name.equals(CONTROL)) {
						byte[] control = tar.readAllBytes();
						server = Long
							.toUnsignedString(ByteBuffer.wrap(control).order(ByteOrder.LITTLE_ENDIAN).getLong(0));
						file = new java.io.ByteArrayInputStream(control);
					}
					found.put(name, Checksums.of(file, name, progress).sha256());
				}
			}
		}
	}

	private Optional<Said> wrong(Source source, Backup backup) {
		if (manifest == null || !manifest.path("Files").isArray() || manifest.path("Files").isEmpty()) {
			return Optional.of(Said.of("its archive holds no manifest of PostgreSQL: it is not whole",
					"o seu arquivo não contém manifesto do PostgreSQL: não está inteiro"));
		}
		if (!backup.log().server().equals(server)) {
			return Optional.of(Said.of("it is of server %s, not of %s", "é do servidor %s, não de %s", server,
					backup.log().server()));
		}
		if (backup.contents().origin() != null && !backup.contents().origin().equals(source.store().database())) {
			return Optional.of(Said.of("its rows were counted in database %s, not in %s",
					"as suas linhas foram contadas no banco %s, não em %s", backup.contents().origin(),
					source.store().database()));
		}
		if (backup.rows().isEmpty()) {
			return Optional.of(Archive.TABLELESS);
		}
		for (String expected : source.asked().expects()) {
			if (!backup.rows().containsKey(expected)) {
				return Optional.of(Unusable.lackingExpected(expected, source.name()));
			}
		}
		for (JsonNode file : manifest.path("Files")) {
			String path = path(file);
			String now = found.get(path);
			if (now == null) {
				return Optional.of(Said.of("its archive lacks %s, which its manifest names",
						"falta %s no seu arquivo, que o manifesto nomeia", path));
			}
			if (!now.equals(file.path("Checksum").asText())) {
				return Optional.of(Said.of("the SHA-256 of %s in it is not that of its manifest",
						"o SHA-256 de %s não é o do seu manifesto", path));
			}
		}
		return Optional.empty();
	}

	/** A name that is not UTF-8 is written in hexadecimal. */
	private static String path(JsonNode file) {
		return file.has("Path") ? file.path("Path").asText()
				: new String(HexFormat.of().parseHex(file.path("Encoded-Path").asText()), StandardCharsets.UTF_8);
	}

}
