package targets.kubernetes;

import domain.diagnosis.CollectRequest;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.lifecycle.Workload;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import targets.LogLines;
import targets.Sink;

/**
 * Everything about one workload of a cluster and its pods (runbooks C "Logs and
 * Debugging" and "Pod Crash Loop", D 3.5 and 5.4). Secrets and ConfigMaps are not read.
 */
final class Collection {

	private static final int MOST_PODS = 50;

	private static final int MOST_EVENTS = 2_000;

	private final Cluster cluster;

	private final Workload workload;

	private final CollectRequest request;

	private final Sink sink;

	private final Runnable alive;

	Collection(Cluster cluster, CollectRequest request, Sink sink, Runnable alive) {
		this.cluster = cluster;
		this.workload = request.workload();
		this.request = request;
		this.sink = sink;
		this.alive = alive;
	}

	void collect() {
		Controller controller = part("workload.yaml", "the workload", this::controller);
		if (controller == null) {
			return;
		}
		this.sink.text("workload.yaml", controller.inWords() + " in namespace " + this.cluster.namespace(),
				yaml(controller.object()));
		text("autoscaler.yaml", "its autoscaler", () -> all(autoscalers(controller)));
		List<Pod> pods = part("pods", "its pods", () -> this.cluster.pods().list(controller.selector()));
		Map<String, String> labels = Objects.requireNonNullElse(controller.template().getMetadata().getLabels(),
				Map.of());
		text("services.yaml", "Services that lead to its pods", () -> all(services(labels)));
		text("network-policies.yaml", "network policies that its pods are under", () -> all(policies(labels)));
		text("events.txt", "events about it and its pods, the oldest first", this::events);
		text("top.txt", "what its pods use now", () -> new Top(this.cluster.podMetrics()).of(names(pods)));
		if (pods != null) {
			text("pods.txt", "its pods at a glance", () -> PodTable.of(pods));
			pods.stream().skip(MOST_PODS).forEach(this::leftOut);
			pods.stream().limit(MOST_PODS).forEach(this::pod);
		}
	}

	private Controller controller() {
		return Controller.Handle.of(this.cluster, this.workload)
			.find()
			.orElseThrow(() -> new PermanentFailure(FailureKind.NOT_FOUND, "no %s in namespace %s at %s"
				.formatted(this.workload.name(), this.cluster.namespace(), this.cluster.server())));
	}

	private static List<String> names(List<Pod> pods) {
		return (pods == null) ? List.of() : pods.stream().map((pod) -> pod.getMetadata().getName()).toList();
	}

	private List<HorizontalPodAutoscaler> autoscalers(Controller controller) {
		return this.cluster.autoscalers().list().stream().filter((autoscaler) -> {
			var target = autoscaler.getSpec().getScaleTargetRef();
			return controller.kind().equals(target.getKind()) && controller.name().equals(target.getName());
		}).toList();
	}

	private List<Service> services(Map<String, String> labels) {
		return this.cluster.services().list().stream().filter((service) -> {
			Map<String, String> selector = service.getSpec().getSelector();
			return selector != null && !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet());
		}).toList();
	}

	/** Those that choose by expressions are shown too: they may be meant. */
	private List<NetworkPolicy> policies(Map<String, String> labels) {
		return this.cluster.networkPolicies().list().stream().filter((policy) -> {
			var selector = policy.getSpec().getPodSelector();
			return selector == null || selector.getMatchLabels() == null
					|| labels.entrySet().containsAll(selector.getMatchLabels().entrySet());
		}).toList();
	}

	private String events() {
		String name = this.workload.name();
		List<Event> about = this.cluster.events()
			.stream()
			.filter((event) -> name.equals(event.getInvolvedObject().getName())
					|| Objects.requireNonNullElse(event.getInvolvedObject().getName(), "").startsWith(name + "-"))
			.toList();
		return about.stream()
			.skip(Math.max(0, about.size() - MOST_EVENTS))
			.map(Collection::line)
			.sorted()
			.collect(Collectors.joining());
	}

	private static String line(Event event) {
		String time = Stream
			.of(event.getLastTimestamp(), event.getFirstTimestamp(), event.getMetadata().getCreationTimestamp())
			.filter(Objects::nonNull)
			.findFirst()
			.orElse("-");
		return "%s %s %s/%s %s: %s%s%n".formatted(time, event.getType(), event.getInvolvedObject().getKind(),
				event.getInvolvedObject().getName(), event.getReason(), event.getMessage(),
				(event.getCount() == null || event.getCount() < 2) ? "" : " (" + event.getCount() + " times)");
	}

	private void leftOut(Pod pod) {
		this.sink.missing("pods/" + pod.getMetadata().getName(), "the pod", "more than " + MOST_PODS + " pods");
	}

	private void pod(Pod pod) {
		String name = pod.getMetadata().getName();
		text("pods/" + name + "/pod.yaml", "the pod", () -> yaml(pod));
		Stream.concat(pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
			.map(Container::getName)
			.forEach((container) -> {
				log(name, container, false);
				if (restarted(pod, container)) {
					log(name, container, true);
				}
			});
	}

	/** A kubelet that has not said so may still have a log: it is asked then. */
	private static boolean restarted(Pod pod, String container) {
		List<ContainerStatus> statuses = (pod.getStatus() == null) ? List.of() : pod.getStatus().getContainerStatuses();
		return statuses.stream()
			.filter((status) -> status.getName().equals(container))
			.allMatch((status) -> status.getRestartCount() == null || status.getRestartCount() > 0);
	}

	private void log(String pod, String container, boolean previous) {
		String path = "pods/" + pod + "/" + container + (previous ? ".previous" : "") + ".log";
		String what = previous ? "log of the run before its last restart" : "log";
		LogLines lines = new LogLines(this.request.filter());
		part(path, what, () -> {
			this.cluster.readLog(pod, container, previous, this.request.filter().since(), LogLines.MOST_LINES,
					(line) -> {
						lines.add(line);
						if (lines.pauses()) {
							this.alive.run();
						}
					});
			this.sink.text(path, what + " of container " + container + ", " + lines.inWords(), lines.text());
			return path;
		});
	}

	private static String all(List<? extends HasMetadata> objects) {
		return objects.isEmpty() ? "# none\n"
				: objects.stream().map(Collection::yaml).collect(Collectors.joining("---\n"));
	}

	/** Without the notes of who wrote which field, which nobody reads. */
	private static String yaml(HasMetadata object) {
		HasMetadata shown = Serialization.clone(object);
		shown.getMetadata().setManagedFields(null);
		if (shown.getMetadata().getAnnotations() != null) {
			shown.getMetadata().getAnnotations().remove("kubectl.kubernetes.io/last-applied-configuration");
		}
		return Serialization.asYaml(shown);
	}

	private void text(String path, String what, Supplier<String> content) {
		String text = part(path, what, content);
		if (text != null) {
			this.sink.text(path, what, text);
		}
	}

	/** The part, or null when it cannot be had, which is noted. */
	private <T> T part(String path, String what, Supplier<T> content) {
		try {
			this.alive.run();
			return content.get();
		}
		catch (PermanentFailure | TransientFailure ex) {
			this.sink.missing(path, what, ex.getMessage());
			return null;
		}
	}

}
