package local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * Where the programs and files that {@code ./holdfast fetch} gets are found: in its cache
 * under a name with the version, or on PATH where any recent version serves.
 */
public final class Binaries {

	private static final Properties VERSIONS = versions();

	private Binaries() {
	}

	static Path temporal() {
		return cached("temporal", "TEMPORAL_VERSION");
	}

	static Path kubernetes(String program) {
		return cached(program, "KUBERNETES_VERSION");
	}

	static Path kwok() {
		return cached("kwok", "KWOK_VERSION");
	}

	static Path etcd() {
		return cached("etcd", "ETCD_VERSION");
	}

	static Path prometheus() {
		return onPath("prometheus");
	}

	static Path redis() {
		return onPath("redis-server");
	}

	static Path chromium() {
		return onPath("chromium", "chromium-browser", "google-chrome");
	}

	static Path compose() {
		return cached("docker-compose", "COMPOSE_VERSION");
	}

	/** The stand-in of sparkone's API, a program without libraries. */
	static Path sparkoneApi() {
		return cached("sparkone-api", "SPARKONE_API_VERSION");
	}

	/**
	 * Folder with Velero's server, its plugins, an S3 of one process and the definitions
	 * of Velero's objects.
	 */
	static Path velero() {
		return cached("velero", "VELERO_VERSION");
	}

	/** The programs {@code mongodump} and {@code mongorestore}. */
	public static Path mongoTool(String name) {
		return cached(name, "MONGO_TOOLS_VERSION");
	}

	/** Folder with cert-manager's controller and the definitions of its objects. */
	static Path certManager() {
		return cached("cert-manager", "CERT_MANAGER_VERSION");
	}

	/** Only tests need it: {@code up} goes on without. */
	static boolean hasCertManager() {
		return Files.exists(folder().resolve("cert-manager-" + VERSIONS.getProperty("CERT_MANAGER_VERSION")));
	}

	static Path alertmanager() {
		return onPath("prometheus-alertmanager", "alertmanager");
	}

	/** A Debian system that boots; empty where nobody could make it. */
	static Optional<Path> systemdHost() {
		Path file = folder().resolve("systemd-host-" + VERSIONS.getProperty("SYSTEMD_HOST_VERSION") + ".tar");
		return Optional.of(file).filter(Files::exists);
	}

	/** Folder with the Gateway API's resource definitions. */
	static Path gatewayApi() {
		return cached("gateway-api", "GATEWAY_API_VERSION");
	}

	/** Folder with Istio's resource definitions. */
	static Path istioApi() {
		return cached("istio-api", "ISTIO_API_VERSION");
	}

	/** Folder of the user's cache in which things that are made once are kept. */
	static Path folder() {
		String own = System.getenv("HOLDFAST_CACHE");
		String common = System.getenv("XDG_CACHE_HOME");
		Path cache = own != null ? Path.of(own)
				: (common != null ? Path.of(common) : Path.of(home(), ".cache")).resolve("holdfast");
		return cache.resolve("bin");
	}

	/**
	 * As the script sees it: Java's own idea of the home folder does not follow the
	 * environment.
	 */
	private static String home() {
		return Objects.requireNonNullElseGet(System.getenv("HOME"), () -> System.getProperty("user.home"));
	}

	private static Path cached(String name, String versionKey) {
		Path file = folder().resolve(name + "-" + VERSIONS.getProperty(versionKey));
		if (!Files.exists(file)) {
			throw missing(name, file);
		}
		return file;
	}

	private static Path onPath(String... names) {
		return Arrays.stream(names)
			.map(Binaries::cachedOrOnPath)
			.flatMap(Optional::stream)
			.findFirst()
			.orElseThrow(() -> missing(names[0], folder().resolve(names[0])));
	}

	private static Optional<Path> cachedOrOnPath(String name) {
		String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
		List<Path> places = Arrays.stream(path.split(":")).filter((place) -> !place.isEmpty()).map(Path::of).toList();
		Path cached = folder().resolve(name);
		return Files.isExecutable(cached) ? Optional.of(cached)
				: places.stream().map((place) -> place.resolve(name)).filter(Files::isExecutable).findFirst();
	}

	private static IllegalStateException missing(String name, Path file) {
		return new IllegalStateException(
				"The local stack needs %s and it is neither %s nor on PATH: run ./holdfast fetch once.".formatted(name,
						file));
	}

	private static Properties versions() {
		Properties versions = new Properties();
		try (InputStream stream = Binaries.class.getResourceAsStream("/local/servers.properties")) {
			versions.load(Objects.requireNonNull(stream, "/local/servers.properties is not on the class path"));
			return versions;
		}
		catch (IOException ex) {
			throw new IllegalStateException("/local/servers.properties cannot be read", ex);
		}
	}

}
