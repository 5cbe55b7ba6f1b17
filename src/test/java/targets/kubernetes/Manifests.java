package targets.kubernetes;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Objects that trials apply, as YAML; {@code %1$s} stands for their namespace. */
final class Manifests {

	private static final String NAMESPACE = """
			apiVersion: v1
			kind: Namespace
			metadata: {name: %1$s}
			""";

	private Manifests() {
	}

	/** A namespace with these objects in it. */
	static String in(String namespace, String... objects) {
		return Stream.concat(Stream.of(NAMESPACE), Stream.of(objects))
			.map((object) -> object.formatted(namespace))
			.collect(Collectors.joining("---\n"));
	}

	/** A Deployment with one container of its own name. */
	static String deployment(String name, int replicas, String image) {
		return workload("Deployment", name, image, "replicas: " + replicas);
	}

	/** A StatefulSet with one container of its own name. */
	static String statefulSet(String name, int replicas, String image) {
		return workload("StatefulSet", name, image, "serviceName: " + name + "\n  replicas: " + replicas);
	}

	/** A DaemonSet with one container of its own name. */
	static String daemonSet(String name, String image) {
		return workload("DaemonSet", name, image, "minReadySeconds: 0");
	}

	private static String workload(String kind, String name, String image, String more) {
		return """
				apiVersion: apps/v1
				kind: KIND
				metadata: {name: NAME, namespace: %1$s}
				spec:
				  MORE
				  selector: {matchLabels: {app: NAME}}
				  template:
				    metadata: {labels: {app: NAME}}
				    spec:
				      containers:
				        - name: NAME
				          image: "IMAGE"
				          resources: {requests: {cpu: 100m}}
				""".replace("KIND", kind).replace("NAME", name).replace("MORE", more).replace("IMAGE", image);
	}

}
