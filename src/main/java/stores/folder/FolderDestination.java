package stores.folder;

import domain.backup.Part;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import domain.profile.Destination;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import stores.BackupDestination;
import stores.Checksums;
import stores.Progress;
import stores.Sink;

/**
 * A folder; what is half written ends in {@code .part} and is readable by nobody else.
 */
@Component
class FolderDestination implements BackupDestination {

	private static final String UNFINISHED = ".part";

	@Override
	public Destination.Kind kind() {
		return Destination.Kind.FOLDER;
	}

	@Override
	public Optional<String> missing(Source source) {
		String folder = source.destination().folder();
		return folder == null || folder.isBlank() ? Optional.of("'folder' of destination '"
				+ source.destination().name() + "' (or 'backups' of store '" + source.name() + "')") : Optional.empty();
	}

	@Override
	public Part write(Source source, String name, Sink.Content content, Progress progress) {
		Path folder = folder(source);
		Path unfinished = unfinished(folder, name);
		try {
			Checksums.Counted counted;
			try (OutputStream file = Files.newOutputStream(unfinished)) {
				counted = Checksums.counting(file, name, content, progress);
			}
			flush(unfinished);
			Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE,
					StandardCopyOption.REPLACE_EXISTING);
			flush(folder);
			return new Part(name, counted.bytes(), counted.sha256());
		}
		catch (IOException failure) {
			throw failed(folder, name, failure);
		}
		finally {
			remove(unfinished);
		}
	}

	private static Path unfinished(Path folder, String name) {
		try {
			Files.createDirectories(folder);
			return Files.createTempFile(folder, name + ".", UNFINISHED,
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		}
		catch (AccessDeniedException | FileAlreadyExistsException refused) {
			throw new PermanentFailure(FailureKind.PROFILE, Said.of(
					"backups cannot be written to folder %s: permission denied or not a folder. Change the destination's folder in the profile or the folder's owner.",
					"não é possível gravar backups na pasta %s: permissão negada ou não é uma pasta. Mude a pasta do destino no perfil ou o dono da pasta.",
					folder), refused);
		}
		catch (IOException failure) {
			throw failed(folder, name, failure);
		}
	}

	/** On the disk, not only in the system's memory. */
	private static void flush(Path path) throws IOException {
		boolean folder = Files.isDirectory(path);
		try (FileChannel channel = FileChannel.open(path,
				folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
			channel.force(true);
		}
	}

	private static TransientFailure failed(Path folder, String name, IOException failure) {
		Said space = String.valueOf(failure.getMessage()).contains("No space left on device")
				? Said.of("no space is left in the backup folder %s: free some. ",
						"não há espaço na pasta de backups %s: libere. ", folder)
				: Said.quoted("");
		return new TransientFailure(
				Said.of("%sbackup file %s cannot be written to folder %s: %s",
						"%so arquivo de backup %s não pode ser gravado na pasta %s: %s", space, name, folder, failure),
				failure);
	}

	private static void remove(Path unfinished) {
		try {
			Files.deleteIfExists(unfinished);
		}
		catch (IOException failure) {
			throw new TransientFailure(Said.of("the unfinished file %s cannot be removed: %s",
					"o arquivo inacabado %s não pode ser removido: %s", unfinished, failure), failure);
		}
	}

	@Override
	public InputStream read(Source source, String name) throws IOException {
		return Files.newInputStream(folder(source).resolve(name));
	}

	@Override
	public List<Part> list(Source source) {
		Path folder = folder(source);
		if (!Files.isDirectory(folder)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(Files::isRegularFile)
				.filter(file -> !file.toString().endsWith(UNFINISHED))
				.map(FolderDestination::part)
				.toList();
		}
		catch (IOException | UncheckedIOException failure) {
			throw new TransientFailure(Said.of("the backup folder %s cannot be listed: %s",
					"a pasta de backups %s não pode ser listada: %s", folder, failure), failure);
		}
	}

	private static Part part(Path file) {
		try {
			return new Part(file.getFileName().toString(), Files.size(file), null);
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
	}

	@Override
	public void delete(Source source, String name) {
		Path file = folder(source).resolve(name);
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException failure) {
			throw new TransientFailure(Said.of("backup file %s cannot be removed: %s",
					"o arquivo de backup %s não pode ser removido: %s", file, failure), failure);
		}
	}

	@Override
	public void clean(Source source, String id) {
		Path folder = folder(source);
		if (!Files.isDirectory(folder)) {
			return;
		}
		try (Stream<Path> files = Files.list(folder)) {
			files.filter(
					file -> file.getFileName().toString().startsWith(id + ".") && file.toString().endsWith(UNFINISHED))
				.forEach(FolderDestination::remove);
		}
		catch (IOException | UncheckedIOException failure) {
			throw new TransientFailure(Said.of("the backup folder %s cannot be listed: %s",
					"a pasta de backups %s não pode ser listada: %s", folder, failure), failure);
		}
	}

	@Override
	public String place(Source source, String name) {
		return folder(source).resolve(name).toString();
	}

	private static Path folder(Source source) {
		return Path.of(source.destination().folder()).toAbsolutePath();
	}

}
