package activities;

import domain.failure.TransientFailure;
import domain.release.Artifact;
import domain.run.Run;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Files kept as evidence, one folder for each run. */
final class Artifacts {

	private static final int SUMMARY = 500;

	private static final String PART = ".part";

	private final Path folder;

	Artifacts(Path folder) {
		this.folder = folder;
	}

	/** Writes the text whole or not at all; a second time replaces it. */
	Artifact keep(Run run, String name, String text) {
		return keep(run, name, out -> {
			out.write(text.getBytes(StandardCharsets.UTF_8));
			return text.substring(0, Math.min(SUMMARY, text.length()));
		});
	}

	/** Writes the file whole or not at all; a second time replaces it. */
	Artifact keep(Run run, String name, Content content) {
		Path file = folder.resolve(run.runId().replaceAll("[^A-Za-z0-9_.-]", "-")).resolve(name).toAbsolutePath();
		Path part = null;
		try {
			Files.createDirectories(file.getParent());
			removeParts(file);
			part = Files.createTempFile(file.getParent(), name, PART);
			MessageDigest digest = sha256();
			String summary;
			try (OutputStream out = new BufferedOutputStream(
					new DigestOutputStream(Files.newOutputStream(part), digest))) {
				summary = content.write(out);
			}
			long bytes = Files.size(part);
			Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
			return new Artifact(file.toString(), bytes, HexFormat.of().formatHex(digest.digest()), summary);
		}
		catch (IOException ex) {
			throw new TransientFailure("The file " + file + " cannot be written (" + ex
					+ "). Check the folder that holdfast.artifacts names.", ex);
		}
		finally {
			remove(part);
		}
	}

	/** What an attempt whose worker was killed has left behind. */
	private static void removeParts(Path file) throws IOException {
		try (DirectoryStream<Path> parts = Files.newDirectoryStream(file.getParent(),
				path -> path.getFileName().toString().startsWith(file.getFileName().toString())
						&& path.toString().endsWith(PART))) {
			parts.forEach(Artifacts::remove);
		}
	}

	/** What is left after a failure; nothing after a success. */
	private static void remove(Path part) {
		try {
			if (part != null) {
				Files.deleteIfExists(part);
			}
		}
		catch (IOException ex) {
			throw new TransientFailure("The file " + part + " cannot be removed: " + ex, ex);
		}
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("This Java has no SHA-256", ex);
		}
	}

	/** What a file holds. */
	@FunctionalInterface
	interface Content {

		/**
		 * Writes it, and answers what it shows in a few lines.
		 */
		String write(OutputStream out) throws IOException;

	}

}
