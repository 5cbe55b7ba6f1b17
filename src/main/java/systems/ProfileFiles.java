package systems;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Where the files of the profiles are: a folder, or the shipped set. */
interface ProfileFiles {

	/** All files, sorted by name. */
	List<ProfileFile> read();

	/** Where they are, for messages. */
	String place();

	/** The files that Holdfast is shipped with. */
	static ProfileFiles shipped() {
		return new Shipped();
	}

	/** The files {@code *.yaml} and {@code *.yml} of a folder. */
	static ProfileFiles folder(Path folder) {
		return new Folder(folder);
	}

	/** On the class path. */
	record Shipped() implements ProfileFiles {

		@Override
		public List<ProfileFile> read() {
			try {
				List<ProfileFile> files = new ArrayList<>();
				for (Resource resource : new PathMatchingResourcePatternResolver()
					.getResources("classpath*:systems/*.yaml")) {
					try (InputStream stream = resource.getInputStream()) {
						files.add(new ProfileFile(resource.getFilename(),
								new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
					}
				}
				files.sort(Comparator.comparing(ProfileFile::name));
				return files;
			}
			catch (IOException unreadable) {
				throw new UncheckedIOException("the shipped profiles cannot be read", unreadable);
			}
		}

		@Override
		public String place() {
			return "the shipped profiles";
		}

	}

	/** In a folder, for example a mounted ConfigMap. */
	record Folder(Path path) implements ProfileFiles {

		@Override
		public List<ProfileFile> read() {
			try (Stream<Path> entries = Files.list(path)) {
				List<ProfileFile> files = new ArrayList<>();
				for (Path file : entries.filter(Folder::isProfile).sorted().toList()) {
					files.add(new ProfileFile(file.getFileName().toString(), Files.readString(file)));
				}
				return files;
			}
			catch (IOException unreadable) {
				throw new InvalidProfiles(List.of(new Problem(place(), 0, "",
						"cannot be read: " + unreadable.getClass().getSimpleName() + " " + unreadable.getMessage())));
			}
		}

		private static boolean isProfile(Path file) {
			String name = file.getFileName().toString();
			// Mounted ConfigMaps keep their versions in hidden entries.
			return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"))
					&& Files.isRegularFile(file);
		}

		@Override
		public String place() {
			return "folder " + path;
		}

	}

}
