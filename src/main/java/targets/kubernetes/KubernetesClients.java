package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.TargetProfile;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * One client for each kubeconfig and context, made again when the file changes. Requests
 * give up after seconds and are not repeated here: repeating is the step's business,
 * which says so where people look.
 */
@Component
public final class KubernetesClients {

	private static final int CONNECTION_TIMEOUT_MILLISECONDS = 5_000;

	private static final int REQUEST_TIMEOUT_MILLISECONDS = 5_000;

	private final Map<Source, Opened> clients = new HashMap<>();

	/** The namespace that a target names, or its context's own. */
	public Cluster cluster(TargetProfile target) {
		KubernetesClient client = client(target);
		String own = Objects.requireNonNullElse(client.getConfiguration().getNamespace(), "default");
		return new Cluster(client, Objects.requireNonNullElse(target.namespace(), own));
	}

	private synchronized KubernetesClient client(TargetProfile target) {
		Source source = new Source(target.kubeconfig(), target.context());
		FileTime changed = lastChanged(target);
		Opened opened = this.clients.get(source);
		if (opened == null || !opened.changed().equals(changed)) {
			if (opened != null) {
				opened.client().close();
			}
			opened = new Opened(open(target), changed);
			this.clients.put(source, opened);
		}
		return opened.client();
	}

	private static FileTime lastChanged(TargetProfile target) {
		if (target.kubeconfig() == null) {
			return FileTime.fromMillis(0);
		}
		try {
			return Files.getLastModifiedTime(Path.of(target.kubeconfig()));
		}
		catch (IOException ex) {
			throw unusable(target, "it cannot be read", ex);
		}
	}

	private static KubernetesClient open(TargetProfile target) {
		try {
			Config config = new ConfigBuilder(configuration(target)).withUserAgent(Marks.FIELD_MANAGER)
				.withConnectionTimeout(CONNECTION_TIMEOUT_MILLISECONDS)
				.withRequestTimeout(REQUEST_TIMEOUT_MILLISECONDS)
				.withRequestRetryBackoffLimit(0)
				.build();
			return new KubernetesClientBuilder().withConfig(config).build();
		}
		catch (IOException | KubernetesClientException ex) {
			throw unusable(target, ex.getMessage(), ex);
		}
	}

	// The only reader of a kubeconfig that takes the context and finds relative files.
	@SuppressWarnings("removal")
	private static Config configuration(TargetProfile target) throws IOException {
		if (target.kubeconfig() == null) {
			return Config.autoConfigure(target.context());
		}
		String text = Files.readString(Path.of(target.kubeconfig()));
		Config config = Config.fromKubeconfig(target.context(), text, target.kubeconfig());
		boolean unknown = target.context() != null
				&& config.getContexts().stream().noneMatch((context) -> context.getName().equals(target.context()));
		if (unknown) {
			throw unusable(target, "it has no context " + target.context(), null);
		}
		return config;
	}

	private static PermanentFailure unusable(TargetProfile target, String why, Exception cause) {
		return new PermanentFailure(FailureKind.PROFILE,
				"Target %s: kubeconfig %s cannot be used: %s.".formatted(target.name(), target.kubeconfig(), why),
				cause);
	}

	@PreDestroy
	synchronized void close() {
		this.clients.values().forEach((opened) -> opened.client().close());
		this.clients.clear();
	}

	/** Where a client's address and credentials come from. */
	private record Source(String kubeconfig, String context) {

	}

	private record Opened(KubernetesClient client, FileTime changed) {

	}

}
