package stores.postgresql;

import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import stores.Progress;

/**
 * Folders on the worker that hold servers of runs' own. Each says whose it is, until when
 * and whether it is whole, as the databases that runs make do.
 */
final class Instances {

	private static final String MARK = "holdfast.mark";

	private final Path all;

	Instances(Source source) {
		this.all = Path.of(source.asked().postgresql().instances()).toAbsolutePath();
	}

	Path folder(Place place) {
		return all.resolve(place.name());
	}

	/** Whether this run has filled it already, from this backup as of this moment. */
	boolean finished(RestoreRequest request) {
		return mark(folder(request.place())).filter(mark -> mark.is(request) && state(request).equals(mark.backup()))
			.isPresent();
	}

	private static String state(RestoreRequest request) {
		return request.backup().id() + " " + request.backup().recoveryPoint();
	}

	/** An empty folder that is the run's; what an earlier attempt has begun is gone. */
	void makeEmpty(RestoreRequest request, Progress progress) {
		drop(request.place(), progress);
		Path folder = folder(request.place());
		try {
			Files.createDirectories(all);
			for (Path made : List.of(folder, folder.resolve("data"), folder.resolve("wal"))) {
				Files.createDirectory(made,
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
			}
			Files.writeString(folder.resolve(MARK), Mark.of(request, null).text());
		}
		catch (IOException refused) {
			throw new PermanentFailure(FailureKind.PROFILE, Said.of(
					"a server of the run's own cannot be made in %s: %s. Change 'postgresql.instances' in the profile or the folder's owner.",
					"um servidor da própria execução não pode ser feito em %s: %s. Mude 'postgresql.instances' no perfil ou o dono da pasta.",
					folder, refused), refused);
		}
	}

	void finish(RestoreRequest request) {
		try {
			Files.writeString(folder(request.place()).resolve(MARK), Mark.of(request, state(request)).text());
		}
		catch (IOException unwritable) {
			throw new TransientFailure(Said.of("the mark of %s cannot be written: %s",
					"a marca de %s não pode ser gravada: %s", folder(request.place()), unwritable), unwritable);
		}
	}

	/** Those that carry a mark of this system and this database. */
	List<Place> marked(Source source) {
		if (!Files.isDirectory(all)) {
			return List.of();
		}
		try (Stream<Path> folders = Files.list(all)) {
			return folders
				.flatMap(folder -> mark(folder).filter(mark -> mark.isOf(source))
					.map(mark -> mark.place(folder.getFileName().toString()))
					.stream())
				.sorted(Comparator.comparing(Place::name))
				.toList();
		}
		catch (IOException | UncheckedIOException unreadable) {
			throw new TransientFailure(Said.of("the folder %s cannot be listed: %s",
					"a pasta %s não pode ser listada: %s", all, unreadable), unreadable);
		}
	}

	/** Ends the server in it and removes it. */
	boolean drop(Place place, Progress progress) {
		Path folder = folder(place);
		if (!Files.exists(folder)) {
			return false;
		}
		if (mark(folder).filter(mark -> mark.of(place.run())).isEmpty()) {
			throw new PermanentFailure(FailureKind.CONFLICT, Said.of(
					"folder %s is not one that run %s has made: nothing is done to it. Look at it, and rename or remove it yourself.",
					"a pasta %s não foi feita pela execução %s: nada é feito com ela. Veja o que é, e renomeie ou remova você mesmo.",
					folder, place.run()));
		}
		Instance.endLeftOver(folder);
		try {
			// The mark goes last: what is half removed is still known.
			remove(folder.resolve("data"), progress);
			remove(folder.resolve("wal"), progress);
			remove(folder, progress);
		}
		catch (IOException | UncheckedIOException failure) {
			throw new TransientFailure(
					Said.of("folder %s cannot be removed: %s", "a pasta %s não pode ser removida: %s", folder, failure),
					failure);
		}
		return true;
	}

	private static void remove(Path folder, Progress progress) throws IOException {
		if (!Files.exists(folder)) {
			return;
		}
		try (Stream<Path> tree = Files.walk(folder)) {
			for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(each);
				progress.report("removing " + folder);
			}
		}
	}

	private static Optional<Mark> mark(Path folder) {
		Path file = folder.resolve(MARK);
		try {
			return Files.isRegularFile(file) ? Mark.read(Files.readString(file)) : Optional.empty();
		}
		catch (IOException unreadable) {
			throw new UncheckedIOException(unreadable);
		}
	}

}
