package stores;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import domain.backup.Backup;
import domain.backup.Part;
import domain.backup.Source;
import domain.failure.TransientFailure;
import domain.people.Said;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import secrets.Secrets;

/**
 * The backups of one store at its destination. A backup is complete when its manifest,
 * written last, is there; it needs no ledger to be found and restored.
 */
public final class Shelf {

	private static final Logger log = LoggerFactory.getLogger(Shelf.class);

	private static final String MANIFEST = ".json";

	private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule())
		.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.enable(SerializationFeature.INDENT_OUTPUT);

	private final BackupDestination destination;

	private final Source source;

	private final Encryption encryption;

	/**
	 * A shelf whose parts are encrypted when the profile's destination names a key.
	 * @param secrets knows the key
	 */
	public Shelf(BackupDestination destination, Source source, Secrets secrets) {
		this.destination = destination;
		this.source = source;
		this.encryption = new Encryption(source.destination(), secrets);
	}

	/** Where a backup's data is, for people. */
	public String place(String name) {
		return destination.place(source, name);
	}

	/** Takes parts of a backup; those written so far are added to the list. */
	public Sink sink(String id, List<Part> written, Progress progress) {
		destination.clean(source, id);
		return (ending, content) -> {
			String name = encryption.name(id + ending);
			written.add(destination.write(source, name, encryption.encrypted(name, content), progress));
		};
	}

	/** Hands out the parts of a backup. */
	public Parts parts(Backup backup) {
		return new Parts() {

			@Override
			public InputStream open(String ending) throws IOException {
				String name = part(backup, ending).name();
				return encryption.decrypted(name, destination.read(source, name));
			}

			@Override
			public List<Backup> kept() {
				return usable();
			}

			@Override
			public Parts of(Backup other) {
				return parts(other);
			}

		};
	}

	/** Writes the manifest: from now on the backup is complete. */
	public void enter(Backup backup) {
		destination.write(source, backup.id() + MANIFEST, out -> out.write(JSON.writeValueAsBytes(backup)), how -> {
		});
	}

	/** A backup that an earlier attempt finished, when it is still whole. */
	public Optional<Backup> finished(String id, Progress progress) {
		Entry candidate = names().contains(id + MANIFEST) ? manifest(id + MANIFEST) : null;
		if (candidate == null || !candidate.usable()) {
			return Optional.empty();
		}
		Optional<Said> damage = damage(candidate.backup(), progress);
		damage.ifPresent(what -> log.warn("Backup {} is taken again: {}", id, what));
		return damage.isEmpty() ? Optional.of(candidate.backup()) : Optional.empty();
	}

	/** Everything that is there, newest first, what cannot be read last. */
	public List<Entry> entries() {
		Set<String> names = names();
		List<Entry> entries = new ArrayList<>();
		Set<String> known = new HashSet<>();
		for (String name : names.stream().filter(each -> each.endsWith(MANIFEST)).toList()) {
			Entry entry = manifest(name);
			files(entry.backup()).forEach(part -> known.add(part.name()));
			if (entry.usable() || named(name)) {
				entries.add(entry);
			}
		}
		names.stream()
			.filter(name -> !name.endsWith(MANIFEST) && !known.contains(name))
			.map(name -> new Entry(unknown(name), Said.of(
					"it has no manifest: made by others, or its manifest was lost; nothing says what it holds",
					"não tem manifesto: foi feito por outros, ou o manifesto se perdeu; nada diz o que contém")))
			.forEach(entries::add);
		entries.sort(Comparator.comparing((Entry entry) -> entry.backup().recoveryPoint()).reversed());
		return entries;
	}

	/** The backups there whose manifests can be read, newest first. */
	public List<Backup> usable() {
		return entries().stream().filter(Entry::usable).map(Entry::backup).toList();
	}

	/** Whether it is under a name of this store: others may keep theirs here as well. */
	private boolean named(String name) {
		return name.startsWith(source.name() + "_")
				|| source.asked().store() != null && name.startsWith(source.asked().store() + "_");
	}

	/** Why the parts are not as they were when they were taken; empty when they are. */
	public Optional<Said> damage(Backup backup, Progress progress) {
		for (Part part : files(backup)) {
			try (InputStream content = destination.read(source, part.name())) {
				Checksums.Counted now = Checksums.of(content, part.name(), progress);
				if (now.bytes() == 0 || now.bytes() != part.bytes()) {
					return Optional.of(Said.of("%s has %d bytes and had %d when it was taken",
							"%s tem %d bytes e tinha %d quando foi feito", part.name(), now.bytes(), part.bytes()));
				}
				if (!now.sha256().equals(part.sha256())) {
					return Optional.of(Unusable.altered(part.name(), now.sha256(), part.sha256()));
				}
				Optional<Said> sealed = encryption.refusal(part.name(), () -> destination.read(source, part.name()),
						progress);
				if (sealed.isPresent()) {
					return sealed;
				}
			}
			catch (NoSuchFileException | FileNotFoundException gone) {
				return Optional.of(Said.of("%s is not there (every worker must see the same backup destination)",
						"%s não está lá (todo worker deve ver o mesmo destino de backups)", place(part.name())));
			}
			catch (IOException unreadable) {
				throw new TransientFailure(Said.of("backup file %s cannot be read: %s",
						"o arquivo de backup %s não pode ser lido: %s", place(part.name()), unreadable), unreadable);
			}
		}
		return Optional.empty();
	}

	/** As {@link #damage}, as a failure. */
	public void requireWhole(Backup backup, Progress progress) {
		damage(backup, progress).ifPresent(what -> {
			throw Unusable.because(backup, what);
		});
	}

	/** Removes a backup, its manifest first: what is half removed is no backup. */
	public void remove(Backup backup) {
		destination.delete(source, backup.id() + MANIFEST);
		files(backup).forEach(part -> destination.delete(source, part.name()));
	}

	private Set<String> names() {
		return destination.list(source).stream().map(Part::name).collect(Collectors.toSet());
	}

	private Entry manifest(String name) {
		try (InputStream content = destination.read(source, name)) {
			Backup backup = JSON.readValue(content, Backup.class);
			return new Entry(backup, wrong(backup, name));
		}
		catch (IOException unreadable) {
			return new Entry(unknown(name), Said.of("its manifest cannot be read: %s",
					"o seu manifesto não pode ser lido: %s", unreadable.getMessage()));
		}
	}

	/** What a manifest of another store, or under another's name, is not. */
	private Said wrong(Backup backup, String name) {
		if (backup.id() == null || backup.store() == null || backup.recoveryPoint() == null || backup.rows() == null) {
			return Said.of("its manifest is incomplete", "o seu manifesto está incompleto");
		}
		if (!name.equals(backup.id() + MANIFEST)) {
			return Said.of("its manifest is that of %s", "o seu manifesto é o de %s", backup.id());
		}
		if (backup.system() != null && !backup.system().equals(source.system())) {
			return Said.of("it is of system %s, not of %s", "é do sistema %s, não de %s", backup.system(),
					source.system());
		}
		boolean ours = backup.store().equals(source.name()) || backup.store().equals(source.asked().store());
		return ours ? null : Said.of("it is of store %s, not of %s", "é do armazenamento %s, não de %s", backup.store(),
				source.name());
	}

	private Backup unknown(String name) {
		return new Backup(name, source.name(), "unknown", place(name), 0, "", Instant.EPOCH, null, false, 0);
	}

	/** Manifests of old name no parts: there was one, the dump. */
	private static List<Part> files(Backup backup) {
		return backup.parts().isEmpty() && backup.rows() != null
				? List.of(new Part(backup.id() + ".dump", backup.bytes(), backup.sha256())) : backup.parts();
	}

	private static Part part(Backup backup, String ending) {
		return files(backup).stream()
			.filter(part -> Encryption.plain(part.name()).equals(backup.id() + ending))
			.findFirst()
			.orElseThrow(() -> Unusable.because(backup, "it has no part *%s", "não tem a parte *%s", ending));
	}

}
