package activities;

import domain.failure.TransientFailure;
import domain.release.Artifact;
import domain.run.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Files kept as evidence, one folder for each run. */
final class Artifacts {

	private static final int SUMMARY = 500;

	private final Path folder;

	Artifacts(Path folder) {
		this.folder = folder;
	}

	/** Writes the text whole or not at all; a second time replaces it. */
	Artifact keep(Run run, String name, String text) {
		Path file = folder.resolve(run.runId().replaceAll("[^A-Za-z0-9_.-]", "-")).resolve(name).toAbsolutePath();
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		try {
			Files.createDirectories(file.getParent());
			Path part = Files.createTempFile(file.getParent(), name, ".part");
			Files.write(part, bytes);
			Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new TransientFailure("The file " + file + " cannot be written (" + ex
					+ "). Check the folder that holdfast.artifacts names.", ex);
		}
		return new Artifact(file.toString(), bytes.length, checksum(bytes),
				text.substring(0, Math.min(SUMMARY, text.length())));
	}

	private static String checksum(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("This Java has no SHA-256", ex);
		}
	}

}
