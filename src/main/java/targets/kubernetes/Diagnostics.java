package targets.kubernetes;

import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** What a version has to say about itself, as one text. */
final class Diagnostics {

	private static final int MOST_PODS = 20;

	private final Scene scene;

	private final Runnable alive;

	private final StringBuilder text = new StringBuilder();

	Diagnostics(Scene scene, Runnable alive) {
		this.scene = scene;
		this.alive = alive;
	}

	/** The canary's, or the stable workload's where there is no canary. */
	String collect() {
		Deployment workload = (this.scene.traffic() == null) ? this.scene.stableWorkload()
				: this.scene.canaryWorkload().orElseGet(this.scene::stableWorkload);
		String name = workload.getMetadata().getName();
		section("deployment " + name + " in namespace " + this.scene.cluster().namespace(),
				() -> Serialization.asYaml(workload.getStatus()));
		section("events of deployment " + name, () -> events("Deployment", name));
		List<Pod> pods = PodsOf.workload(this.scene.cluster(), workload);
		section("pods",
				() -> "%d pods, the first %d follow%n".formatted(pods.size(), Math.min(MOST_PODS, pods.size())));
		pods.stream().limit(MOST_PODS).forEach(this::pod);
		return this.text.toString();
	}

	private void pod(Pod pod) {
		String name = pod.getMetadata().getName();
		section("pod " + name, () -> Serialization.asYaml(pod.getStatus()));
		section("events of pod " + name, () -> events("Pod", name));
		pod.getSpec().getContainers().forEach((container) -> {
			section("log of " + name + "/" + container.getName(), () -> log(name, container.getName(), false));
			section("previous log of " + name + "/" + container.getName(), () -> log(name, container.getName(), true));
		});
	}

	private String log(String pod, String container, boolean previous) {
		return this.scene.cluster().log(pod, container, previous).orElse("none");
	}

	private String events(String kind, String name) {
		StringBuilder lines = new StringBuilder();
		for (Event event : this.scene.cluster().eventsAbout(kind, name)) {
			lines.append("%s %s %s: %s%n".formatted(Objects.requireNonNullElse(event.getLastTimestamp(), ""),
					event.getType(), event.getReason(), event.getMessage()));
		}
		return lines.toString();
	}

	/** A part that cannot be had is noted: the others are still worth keeping. */
	private void section(String title, Supplier<String> content) {
		this.alive.run();
		this.text.append("===== ").append(title).append(System.lineSeparator());
		try {
			this.text.append(content.get());
		}
		catch (PermanentFailure | TransientFailure ex) {
			this.text.append("could not be read: ").append(ex.getMessage());
		}
		this.text.append(System.lineSeparator());
	}

}
