package stores.postgresql;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import domain.backup.Backup;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stores.Progress;

/**
 * The files of one backup: the dump, its manifest beside it, and the unfinished dump
 * while it is written. The dump is complete when the manifest is there.
 */
class BackupFiles {

	private static final Logger log = LoggerFactory.getLogger(BackupFiles.class);

	private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule())
		.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
		.enable(SerializationFeature.INDENT_OUTPUT);

	private static final int CHUNK = 1 << 20;

	private final Path folder;

	private final String id;

	BackupFiles(String folder, String id) {
		this.folder = Path.of(folder).toAbsolutePath();
		this.id = id;
	}

	/** Letters that every file system and shell takes; the same in every attempt. */
	static String id(String store, String kind, String runId) {
		return (store + "_" + kind + "_" + runId).replaceAll("[^A-Za-z0-9._-]", "-");
	}

	Path dump() {
		return folder.resolve(id + ".dump");
	}

	private Path manifest() {
		return folder.resolve(id + ".json");
	}

	/** A backup that an earlier attempt finished, when its dump is still whole. */
	Optional<Backup> finished(Progress progress) {
		if (!Files.isRegularFile(manifest()) || !Files.isRegularFile(dump())) {
			return Optional.empty();
		}
		try {
			Backup backup = JSON.readValue(manifest().toFile(), Backup.class);
			boolean whole = Files.size(dump()) == backup.bytes() && sha256(dump(), progress).equals(backup.sha256());
			return whole ? Optional.of(backup) : Optional.empty();
		}
		catch (IOException unreadable) {
			log.warn("Backup {} is taken again, its files cannot be read: {}", id, unreadable.toString());
			return Optional.empty();
		}
	}

	/** An empty file of this attempt alone, readable by nobody else. */
	Path unfinished() {
		try {
			Files.createDirectories(folder);
			removeUnfinished();
			return Files.createTempFile(folder, id + ".", ".part",
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		}
		catch (AccessDeniedException | FileAlreadyExistsException refused) {
			throw new PermanentFailure(FailureKind.PROFILE, "backups cannot be written to folder " + folder
					+ ": permission denied or not a folder. Change the store's 'backups' in the profile or the folder's owner.",
					refused);
		}
		catch (IOException failure) {
			throw failed("created", failure);
		}
	}

	/** Makes the dump complete: on the disk, under its name, with its manifest. */
	void finish(Path unfinished, Backup backup) {
		try {
			flush(unfinished);
			Files.move(unfinished, dump(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			Path draft = Files.createTempFile(folder, id + ".", ".part");
			JSON.writeValue(draft.toFile(), backup);
			flush(draft);
			Files.move(draft, manifest(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException failure) {
			throw failed("finished", failure);
		}
	}

	/** What earlier attempts left half done. */
	void removeUnfinished() throws IOException {
		try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, id + ".*.part")) {
			for (Path part : parts) {
				Files.deleteIfExists(part);
			}
		}
	}

	static String sha256(Path file, Progress progress) throws IOException {
		MessageDigest digest = sha256();
		byte[] chunk = new byte[CHUNK];
		try (InputStream content = Files.newInputStream(file)) {
			long read = 0;
			for (int length = content.read(chunk); length >= 0; length = content.read(chunk)) {
				digest.update(chunk, 0, length);
				read += length;
				progress.report("checksum of " + file.getFileName() + ": " + read + " bytes read");
			}
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException impossible) {
			throw new IllegalStateException("every Java has SHA-256", impossible);
		}
	}

	private static void flush(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.force(true);
		}
	}

	private TransientFailure failed(String what, IOException failure) {
		return new TransientFailure("backup " + id + " cannot be " + what + " in folder " + folder + ": " + failure,
				failure);
	}

}
