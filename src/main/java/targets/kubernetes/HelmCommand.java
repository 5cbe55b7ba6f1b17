package targets.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.UpgradeCommand;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.profile.HelmProfile;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;

/**
 * One upgrade by Helm itself. What it reads (kubeconfig, values, the chart of a way back)
 * is written into a folder that only we can read and that is gone afterwards.
 */
final class HelmCommand {

	private static final ObjectMapper MAPPER = new ObjectMapper();

	/** Longest time of the chart's hooks; the pods are waited for by ourselves. */
	private static final Duration HOOKS = Duration.ofMinutes(4);

	/** What may be better at the next attempt. */
	private static final Pattern PASSING = Pattern
		.compile("connection refused|no such host|i/o timeout|TLS handshake|unreachable|EOF|Unauthorized|etcdserver|"
				+ "TooManyRequests|another operation .* is in progress");

	private final Cluster cluster;

	private final HelmProfile helm;

	private final String description;

	private final boolean dry;

	HelmCommand(Cluster cluster, HelmProfile helm, String description, boolean dry) {
		this.cluster = cluster;
		this.helm = helm;
		this.description = description;
		this.dry = dry;
	}

	/** The profile's chart in this version, with the values that the release has. */
	void upgrade(String version) {
		inFolder((folder) -> {
			UpgradeCommand command = command(folder, this.helm.chart()).resetThenReuseValues();
			this.helm.values().forEach((file) -> command.withValuesFile(Path.of(file)));
			ObjectNode set = MAPPER.createObjectNode();
			this.helm.set().forEach((path, value) -> put(set, path, value));
			if (this.helm.versionValue() == null) {
				command.withVersion(version);
			}
			else {
				put(set, this.helm.versionValue(), version);
			}
			return command.withValuesFile(write(folder, "values.json", set));
		});
	}

	/**
	 * Exactly what an earlier revision was, as {@code helm rollback} does, which the
	 * library does not have: the manifest in that revision's record becomes the one
	 * template of a chart with its metadata and values. Hooks are not run.
	 */
	void backTo(HelmRevision wanted) {
		inFolder((folder) -> {
			Path chart = Files.createDirectories(folder.resolve("chart"));
			ObjectNode metadata = wanted.metadata().deepCopy();
			metadata.remove("dependencies");
			write(chart, "Chart.yaml", metadata);
			write(chart, "values.yaml", wanted.values());
			Files.writeString(chart.resolve("manifest.yaml"), wanted.manifest());
			Files.writeString(Files.createDirectories(chart.resolve("templates")).resolve("manifest.yaml"),
					"{{ .Files.Get \"manifest.yaml\" }}\n");
			return command(folder, chart.toString()).resetValues()
				.withValuesFile(write(folder, "values.json", wanted.config()));
		});
	}

	private UpgradeCommand command(Path folder, String chart) throws IOException {
		UpgradeCommand command = Helm.upgrade(chart)
			.withName(this.helm.release())
			.withNamespace(this.cluster.namespace())
			.withKubeConfig(write(folder, "kubeconfig", kubeconfig()))
			.withDescription(this.description)
			.withTimeout((int) HOOKS.toSeconds());
		return this.dry ? command.dryRun().withDryRunOption(DryRun.SERVER) : command;
	}

	private void inFolder(Preparation preparation) {
		try {
			Path folder = Files.createTempDirectory("holdfast-helm-");
			try {
				preparation.prepare(folder).call();
			}
			catch (IllegalStateException | IllegalArgumentException ex) {
				throw failure(ex);
			}
			finally {
				ProcessSignals.takeBack();
				FileSystemUtils.deleteRecursively(folder);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The folder for Helm cannot be used", ex);
		}
	}

	private RuntimeException failure(RuntimeException failure) {
		String words = "Helm release %s in namespace %s at %s: %s".formatted(this.helm.release(),
				this.cluster.namespace(), this.cluster.server(), failure.getMessage());
		return PASSING.matcher(String.valueOf(failure.getMessage())).find() ? new TransientFailure(words, failure)
				: new PermanentFailure(FailureKind.UNDONE, words, failure);
	}

	private static void put(ObjectNode values, String path, String value) {
		ObjectNode place = values;
		String[] names = path.split("\\.");
		for (int index = 0; index < names.length - 1; index++) {
			place = place.withObject("/" + names[index]);
		}
		place.put(names[names.length - 1], value);
	}

	/** JSON is YAML, and a version such as 1.10 stays a text in it. */
	private static Path write(Path folder, String name, Object content) throws IOException {
		return Files.writeString(folder.resolve(name), MAPPER.writeValueAsString(content));
	}

	/** The one cluster that our own client works on, with our own credentials. */
	private Map<String, Object> kubeconfig() {
		Config config = this.cluster.configuration();
		ObjectNode server = MAPPER.createObjectNode().put("server", this.cluster.server());
		given(server, "certificate-authority", config.getCaCertFile());
		given(server, "certificate-authority-data", config.getCaCertData());
		if (config.isTrustCerts()) {
			server.put("insecure-skip-tls-verify", true);
		}
		ObjectNode user = MAPPER.createObjectNode();
		given(user, "client-certificate", config.getClientCertFile());
		given(user, "client-certificate-data", config.getClientCertData());
		given(user, "client-key", config.getClientKeyFile());
		given(user, "client-key-data", config.getClientKeyData());
		given(user, "token",
				(config.getAutoOAuthToken() == null) ? config.getOauthToken() : config.getAutoOAuthToken());
		given(user, "username", config.getUsername());
		given(user, "password", config.getPassword());
		return Map.of("apiVersion", "v1", "kind", "Config", "current-context", "it", "clusters",
				named("cluster", server), "users", named("user", user), "contexts",
				named("context", Map.of("cluster", "it", "user", "it", "namespace", this.cluster.namespace())));
	}

	private static void given(ObjectNode node, String name, String value) {
		if (value != null) {
			node.put(name, value);
		}
	}

	private static List<Map<String, Object>> named(String what, Object value) {
		return new ArrayList<>(List.of(Map.of("name", "it", what, value)));
	}

	/** Prepares a command whose files are in a folder. */
	private interface Preparation {

		UpgradeCommand prepare(Path folder) throws IOException;

	}

}
