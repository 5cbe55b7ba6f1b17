package local;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What simulated pods of a component do, who do nothing themselves: one program each,
 * made when its pod is first seen, as a container reads Secrets when it starts, serving
 * once the pod is ready, ended when the pod is told to end. While the API server is away
 * everything stays as it is.
 */
final class PodPrograms implements AutoCloseable {

	/** What runs in one pod. */
	interface Program {

		/** The pod is ready: requests may come. */
		void serve();

		/** The pod is told to end: what is under way is finished. */
		void end();

	}

	private static final Logger LOGGER = LoggerFactory.getLogger(PodPrograms.class);

	private static final Duration PERIOD = Duration.ofMillis(300);

	private final KubernetesClient client;

	private final String namespace;

	private final String component;

	private final Supplier<Program> maker;

	private final Map<String, Program> programs = new TreeMap<>();

	private final Map<String, Program> serving = new TreeMap<>();

	private final ScheduledExecutorService clock;

	/** Pods that carry the component's name in their label {@code app}. */
	PodPrograms(KubernetesClient client, String namespace, String component, Supplier<Program> maker) {
		this.client = client;
		this.namespace = namespace;
		this.component = component;
		this.maker = maker;
		this.clock = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("pods-of-" + component).factory());
		this.clock.scheduleWithFixedDelay(this::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void look() {
		try {
			follow(this.client.pods()
				.inNamespace(this.namespace)
				.withLabel("app", this.component)
				.list()
				.getItems()
				.stream()
				.filter((pod) -> pod.getMetadata().getDeletionTimestamp() == null)
				.toList());
		}
		catch (KubernetesClientException ex) {
			LOGGER.debug("The pods of {} cannot be read now", this.component, ex);
		}
		catch (RuntimeException ex) {
			LOGGER.warn("The pods of {} cannot be followed", this.component, ex);
		}
	}

	private synchronized void follow(List<Pod> pods) {
		for (Pod pod : pods) {
			String name = pod.getMetadata().getName();
			Program program = this.programs.computeIfAbsent(name, (first) -> this.maker.get());
			if (Readiness.isPodReady(pod) && this.serving.putIfAbsent(name, program) == null) {
				program.serve();
			}
		}
		List<String> names = pods.stream().map((pod) -> pod.getMetadata().getName()).toList();
		this.serving.keySet().retainAll(names);
		this.programs.entrySet().removeIf((entry) -> {
			boolean gone = !names.contains(entry.getKey());
			if (gone) {
				entry.getValue().end();
			}
			return gone;
		});
	}

	/** How many serve at this moment. */
	synchronized int serving() {
		return this.serving.size();
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
		follow(List.of());
	}

}
