package local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged jar, made ready by the programs that make the image. */
final class Packaged {

	private static final Path PROGRAMS = Path.of("deploy", "image");

	private static final Path JAR = Path.of("target", "holdfast.jar");

	private static final Path FOLDER = Path.of("target", "image");

	/** Fails instead of starting slowly when the JVM does not accept the cache. */
	private static final String USES_WHAT_WAS_LEARNT = "-XX:AOTMode=on";

	private static final long PATIENCE_MINUTES = 10;

	private Packaged() {
	}

	/** How it is started, once it was unpacked. */
	static synchronized List<String> unpacked() {
		try {
			if (!isNewest()) {
				prepare();
			}
		}
		catch (IOException failed) {
			throw new IllegalStateException(JAR + " cannot be unpacked into " + FOLDER, failed);
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while " + JAR + " was unpacked", interrupted);
		}
		return List.of("env", "PATH=" + path(), PROGRAMS.resolve("start").toAbsolutePath().toString(),
				FOLDER.toAbsolutePath().toString(), "-Xmx1g", USES_WHAT_WAS_LEARNT);
	}

	private static boolean isNewest() throws IOException {
		Path unpacked = FOLDER.resolve("holdfast.aot");
		return Files.exists(unpacked)
				&& Files.getLastModifiedTime(unpacked).compareTo(Files.getLastModifiedTime(JAR)) > 0;
	}

	private static void prepare() throws IOException, InterruptedException {
		Files.createDirectories(FOLDER);
		Path log = FOLDER.resolveSibling("image.log");
		ProcessBuilder builder = new ProcessBuilder(PROGRAMS.resolve("prepare").toString(), JAR.toString(),
				FOLDER.toAbsolutePath().toString())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile());
		Map<String, String> environment = builder.environment();
		environment.put("PATH", path());
		Process process = builder.start();
		if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
			process.destroyForcibly();
			throw new IllegalStateException(PROGRAMS.resolve("prepare") + " failed; its words are in " + log);
		}
	}

	/** The java of this JVM comes first: the one on the path may be too old. */
	private static String path() {
		return Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");
	}

}
