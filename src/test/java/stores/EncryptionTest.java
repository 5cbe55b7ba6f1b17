package stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import domain.backup.Backup;
import domain.backup.Part;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.Destination;
import domain.profile.ProtectedStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import secrets.Secrets;
import stores.folder.Folders;

/** Backups that leave the worker encrypted. */
class EncryptionTest {

	private static final Progress SILENT = how -> {
	};

	private static final byte[] CONTENT = content();

	@TempDir
	Path folder;

	@Test
	void whatIsAtTheDestinationSaysNothingAndComesBackAsItWas() throws IOException {
		Backup backup = take("one", "env:KEY");
		assertThat(backup.parts()).extracting(Part::name).containsExactly("one.dump.encrypted");
		assertThat(new String(Files.readAllBytes(file("one")), StandardCharsets.ISO_8859_1))
			.doesNotContain("conversation");
		assertThat(shelf("env:KEY").damage(backup, SILENT)).isEmpty();
		try (InputStream read = shelf("env:KEY").parts(backup).open(".dump")) {
			assertThat(read.readAllBytes()).isEqualTo(CONTENT);
		}
	}

	@Test
	void anotherKeyIsFoundWithoutRestoringAnything() {
		Backup backup = take("two", "env:KEY");
		assertThat(shelf("env:OTHER").damage(backup, SILENT)).hasValueSatisfying(why -> assertThat(why.english())
			.contains("does not decrypt with the key env:OTHER", "two.dump.encrypted"));
	}

	@Test
	void alteredCutExtendedAndExchangedContentIsFoundEvenWhenItsChecksumWasMadeToFit() throws IOException {
		Backup backup = take("three", "env:KEY");
		byte[] whole = Files.readAllBytes(file("three"));
		byte[] flipped = whole.clone();
		flipped[whole.length - 20] ^= 1;
		byte[] firstSegment = Arrays.copyOf(whole, 1 << 20);
		byte[] longer = Arrays.copyOf(whole, whole.length + 1);
		for (byte[] bad : List.of(flipped, firstSegment, Arrays.copyOf(whole, 10), longer)) {
			Files.write(file("three"), bad);
			assertThat(shelf("env:KEY").damage(backup, SILENT)).as("by the manifest").isPresent();
			assertThat(shelf("env:KEY").damage(claiming(backup, bad), SILENT))
				.hasValueSatisfying(why -> assertThat(why.english()).contains("another one or altered"));
		}
		take("four", "env:KEY");
		Files.copy(file("four"), file("three"), StandardCopyOption.REPLACE_EXISTING);
		assertThat(shelf("env:KEY").damage(claiming(backup, Files.readAllBytes(file("three"))), SILENT)).isPresent();
	}

	@Test
	void backupsTakenBeforeThereWasAKeyStayReadable() throws IOException {
		Backup backup = take("five", null);
		assertThat(backup.parts()).extracting(Part::name).containsExactly("five.dump");
		assertThat(shelf("env:KEY").damage(backup, SILENT)).isEmpty();
		try (InputStream read = shelf("env:KEY").parts(backup).open(".dump")) {
			assertThat(read.readAllBytes()).isEqualTo(CONTENT);
		}
	}

	@Test
	void withoutAUsableKeyNothingIsWrittenAndTheMessageNamesTheReferenceOnly() {
		assertThatThrownBy(() -> take("six", "env:SHORT"))
			.isInstanceOfSatisfying(PermanentFailure.class,
					failure -> assertThat(failure.kind()).isEqualTo(FailureKind.PROFILE))
			.hasMessageContaining("env:SHORT")
			.hasMessageNotContaining("c2hvcnQ=");
		assertThat(folder).isEmptyDirectory();
		Backup backup = take("seven", "env:KEY");
		assertThatThrownBy(() -> shelf(null).damage(backup, SILENT)).hasMessageContaining("encryptionKey");
	}

	private Path file(String id) {
		return folder.resolve(id + ".dump.encrypted");
	}

	private Backup take(String id, String key) {
		List<Part> parts = new ArrayList<>();
		shelf(key).sink(id, parts, SILENT).write(".dump", out -> out.write(CONTENT));
		return backup(id, parts);
	}

	private static Backup backup(String id, List<Part> parts) {
		return new Backup(id, "main", "daily", id, parts.getFirst().bytes(), parts.getFirst().sha256(), Instant.now(),
				new TreeMap<>(), false, 1, "shop", ProtectedStore.Engine.POSTGRESQL, "run", "folder", parts, null, null,
				null);
	}

	private static Backup claiming(Backup real, byte[] content) throws IOException {
		String name = real.parts().getFirst().name();
		Checksums.Counted now = Checksums.of(new java.io.ByteArrayInputStream(content), name, SILENT);
		return backup(real.id(), List.of(new Part(name, now.bytes(), now.sha256())));
	}

	private Shelf shelf(String key) {
		Destination destination = new Destination("folder", Destination.Kind.FOLDER, folder.toString(), null, null,
				null, null, null, null, key);
		return new Shelf(
				Folders.destination(), new Source("shop", new ProtectedStore("main", ProtectedStore.Engine.POSTGRESQL,
						"main", null, "folder", null, null, null, null, null), null, null, destination, null),
				new Keys());
	}

	private static byte[] content() {
		byte[] content = new byte[(2 << 20) + 12345];
		new Random(1).nextBytes(content);
		System.arraycopy("conversation".getBytes(StandardCharsets.UTF_8), 0, content, 100, 12);
		return content;
	}

	private static final class Keys implements Secrets {

		private final Map<String, String> known = Map.of("env:KEY", key(1), "env:OTHER", key(2), "env:SHORT",
				"c2hvcnQ=");

		private static String key(long seed) {
			byte[] key = new byte[32];
			new Random(seed).nextBytes(key);
			return Base64.getEncoder().encodeToString(key);
		}

		@Override
		public String resolve(String reference) {
			return known.get(reference);
		}

		@Override
		public Optional<String> find(String reference) {
			return Optional.ofNullable(known.get(reference));
		}

	}

}
