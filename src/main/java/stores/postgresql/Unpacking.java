package stores.postgresql;

import domain.backup.Backup;
import domain.backup.LogRange;
import domain.failure.TransientFailure;
import domain.people.Said;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import stores.Parts;
import stores.Progress;
import stores.Unusable;

/** Lays a full backup and the pieces of the log behind it out as a server's files. */
final class Unpacking {

	private static final int PAGE = 8192;

	/** Where the first page of a segment says how long a segment is. */
	private static final int SEGMENT_SIZE_AT = 32;

	private static final int CHUNK = 1 << 20;

	private final Path folder;

	private final Progress progress;

	Unpacking(Path folder, Progress progress) {
		this.folder = folder;
		this.progress = progress;
	}

	void base(Backup backup, Parts parts) {
		Path data = folder.resolve("data");
		try (TarArchiveInputStream tar = new TarArchiveInputStream(BaseArchive.open(parts),
				StandardCharsets.UTF_8.name())) {
			for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
				Path file = data.resolve(entry.getName()).normalize();
				if (!file.startsWith(data)) {
					throw Unusable.because(backup, "its archive holds %s, outside of the server's folder",
							"o seu arquivo contém %s, fora da pasta do servidor", entry.getName());
				}
				if (entry.isDirectory()) {
					Files.createDirectories(file,
							PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
				}
				else if (entry.isFile()) {
					Files.createDirectories(file.getParent());
					Files.copy(tar, file);
				}
				progress.report("unpacking " + backup.id());
			}
		}
		catch (IOException failure) {
			throw failed(backup, failure);
		}
	}

	private TransientFailure failed(Backup backup, IOException failure) {
		Said space = String.valueOf(failure.getMessage()).contains("No space left on device")
				? Said.of("no space is left in %s: free some. ", "não há espaço em %s: libere. ", folder)
				: Said.quoted("");
		return new TransientFailure(Said.of("%sbackup %s cannot be unpacked: %s",
				"%so backup %s não pode ser descompactado: %s", space, backup.location(), failure), failure);
	}

	/** What is missing of the last segment stays zero, as PostgreSQL writes it itself. */
	void log(Backup backup, Parts parts) {
		LogRange log = backup.log();
		try (InputStream content = LogPieces.open(parts)) {
			byte[] first = content.readNBytes(PAGE);
			long segment = segment(ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN));
			long position = Chain.at(log.from());
			InputStream whole = new java.io.SequenceInputStream(new java.io.ByteArrayInputStream(first), content);
			while (position < Chain.at(log.until())) {
				segment(whole, folder.resolve("wal").resolve(name(log.timeline(), position, segment)), segment);
				position += segment;
				progress.report("unpacking the log of " + backup.id());
			}
		}
		catch (IOException failure) {
			throw failed(backup, failure);
		}
	}

	/** How long a segment is, by its first page; never nothing. */
	static long segment(ByteBuffer firstPage) {
		return Math.max(PAGE, Integer.toUnsignedLong(firstPage.getInt(SEGMENT_SIZE_AT)));
	}

	private static void segment(InputStream content, Path file, long size) throws IOException {
		try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
			long written = 0;
			while (written < size) {
				byte[] chunk = content.readNBytes((int) Math.min(CHUNK, size - written));
				if (chunk.length == 0) {
					break;
				}
				ByteBuffer left = ByteBuffer.wrap(chunk);
				while (left.hasRemaining()) {
					written += out.write(left, written);
				}
			}
			if (out.size() < size) {
				out.write(ByteBuffer.wrap(new byte[1]), size - 1);
			}
		}
	}

	/** As PostgreSQL names its segments: timeline, upper half, number in it. */
	static String name(int timeline, long position, long segment) {
		long number = Long.divideUnsigned(position, segment);
		long each = Long.divideUnsigned(1L << 32, segment);
		return String.format("%08X%08X%08X", timeline, Long.divideUnsigned(number, each),
				Long.remainderUnsigned(number, each));
	}

}
