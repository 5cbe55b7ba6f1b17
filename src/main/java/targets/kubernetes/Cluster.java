package targets.kubernetes;

import domain.failure.PermanentFailure;
import domain.lifecycle.ScriptAnswer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetrics;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One namespace of one cluster. */
public final class Cluster {

	private static final int LOG_LINES = 2_000;

	private final KubernetesClient client;

	private final String namespace;

	private final ApiFailures failures;

	Cluster(KubernetesClient client, String namespace) {
		this.client = client;
		this.namespace = namespace;
		this.failures = new ApiFailures(client.getMasterUrl().toString(), namespace);
	}

	public String namespace() {
		return this.namespace;
	}

	/** Another namespace of the same cluster. */
	public Cluster at(String other) {
		return new Cluster(this.client, other);
	}

	/** How our client reaches the cluster; holds credentials. */
	Config configuration() {
		return this.client.getConfiguration();
	}

	public String server() {
		return this.failures.server();
	}

	public ApiObjects<Deployment> deployments() {
		return new ApiObjects<>(this.failures, "deployments",
				this.client.apps().deployments().inNamespace(this.namespace));
	}

	public ApiObjects<ConfigMap> configMaps() {
		return new ApiObjects<>(this.failures, "configmaps", this.client.configMaps().inNamespace(this.namespace));
	}

	public ApiObjects<Secret> secrets() {
		return new ApiObjects<>(this.failures, "secrets", this.client.secrets().inNamespace(this.namespace));
	}

	public ApiObjects<StatefulSet> statefulSets() {
		return new ApiObjects<>(this.failures, "statefulsets",
				this.client.apps().statefulSets().inNamespace(this.namespace));
	}

	ApiObjects<DaemonSet> daemonSets() {
		return new ApiObjects<>(this.failures, "daemonsets",
				this.client.apps().daemonSets().inNamespace(this.namespace));
	}

	ApiObjects<ReplicaSet> replicaSets() {
		return new ApiObjects<>(this.failures, "replicasets",
				this.client.apps().replicaSets().inNamespace(this.namespace));
	}

	public ApiObjects<Pod> pods() {
		return new ApiObjects<>(this.failures, "pods", this.client.pods().inNamespace(this.namespace));
	}

	ApiObjects<Job> jobs() {
		return new ApiObjects<>(this.failures, "jobs", this.client.batch().v1().jobs().inNamespace(this.namespace));
	}

	public ApiObjects<Service> services() {
		return new ApiObjects<>(this.failures, "services", this.client.services().inNamespace(this.namespace));
	}

	ApiObjects<HorizontalPodAutoscaler> autoscalers() {
		return new ApiObjects<>(this.failures, "horizontalpodautoscalers",
				this.client.autoscaling().v2().horizontalPodAutoscalers().inNamespace(this.namespace));
	}

	/**
	 * Routes are read and written as the JSON that they are: nothing in them that a model
	 * does not know may be lost.
	 */
	ApiObjects<GenericKubernetesResource> routes(RouteShape shape) {
		return generic(shape.group(), shape.version(), shape.kind(), shape.resource());
	}

	/** Objects of a kind that no model knows, as the JSON that they are. */
	public ApiObjects<GenericKubernetesResource> generic(String group, String version, String kind, String resource) {
		ResourceDefinitionContext context = new ResourceDefinitionContext.Builder().withGroup(group)
			.withVersion(version)
			.withKind(kind)
			.withPlural(resource)
			.withNamespaced(true)
			.build();
		return new ApiObjects<>(this.failures, resource,
				this.client.genericKubernetesResources(context).inNamespace(this.namespace));
	}

	/** Those of the whole cluster. */
	ApiObjects<StorageClass> storageClasses() {
		return new ApiObjects<>(this.failures, "storageclasses", this.client.storage().v1().storageClasses());
	}

	public ApiObjects<PersistentVolumeClaim> volumeClaims() {
		return new ApiObjects<>(this.failures, "persistentvolumeclaims",
				this.client.persistentVolumeClaims().inNamespace(this.namespace));
	}

	/** The cluster's volumes, whatever the namespace. */
	public ApiObjects<PersistentVolume> volumes() {
		return new ApiObjects<>(this.failures, "persistentvolumes", this.client.persistentVolumes());
	}

	/** The cluster's namespaces. */
	public ApiObjects<Namespace> namespaces() {
		return new ApiObjects<>(this.failures, "namespaces", this.client.namespaces());
	}

	/** The cluster's nodes, whatever the namespace. */
	List<Node> nodes() {
		try {
			return this.client.nodes().list().getItems();
		}
		catch (KubernetesClientException ex) {
			throw this.failures.of("list", "nodes", ex);
		}
	}

	/**
	 * Runs a program in a container and waits for its end.
	 * @param within longest time, after which the connection is closed
	 */
	ScriptAnswer execute(String pod, String container, List<String> command, Duration within, Runnable alive) {
		return executions().run(pod, container, command, within, alive);
	}

	/** Programs in containers, with what they read and write as it is. */
	PodExecution executions() {
		return new PodExecution(this.client, this.namespace, this.failures);
	}

	/** Events about an object, oldest first. */
	List<Event> eventsAbout(String kind, String name) {
		try {
			return this.client.v1()
				.events()
				.inNamespace(this.namespace)
				.withField("involvedObject.kind", kind)
				.withField("involvedObject.name", name)
				.list()
				.getItems();
		}
		catch (KubernetesClientException ex) {
			throw this.failures.of("list", "events", ex);
		}
	}

	/**
	 * The last lines of a container's log.
	 * @param previous of the run before its last restart
	 * @return empty when there is none: the container has not run, or its node cannot be
	 * asked
	 */
	Optional<String> log(String pod, String container, boolean previous) {
		var source = this.client.pods().inNamespace(this.namespace).withName(pod).inContainer(container);
		try {
			return Optional.ofNullable(previous ? source.terminated().tailingLines(LOG_LINES).getLog()
					: source.tailingLines(LOG_LINES).getLog());
		}
		catch (KubernetesClientException ex) {
			if (ex.getCode() == 403) {
				throw this.failures.of("get", "pods/log", ex);
			}
			return Optional.empty();
		}
	}

	/**
	 * Reads a container's log, line by line.
	 * @param previous of the run before its last restart
	 * @param since of this span before now; null: from its begin
	 * @param most lines from the end
	 * @throws PermanentFailure kind {@code NOT_FOUND} when there is none: the container
	 * has not run, was not restarted, or its node cannot be asked
	 */
	void readLog(String pod, String container, boolean previous, Duration since, int most, Consumer<String> line) {
		new PodLog(this.client, this.namespace, this.failures).read(pod,
				new PodLog.Part(container, previous, since, most), line);
	}

	/** Every event of the namespace, oldest first. */
	List<Event> events() {
		try {
			return this.client.v1().events().inNamespace(this.namespace).list().getItems();
		}
		catch (KubernetesClientException ex) {
			throw this.failures.of("list", "events", ex);
		}
	}

	/**
	 * What pods use now, by the metrics API.
	 * @throws PermanentFailure kind {@code NOT_FOUND} when the cluster has none
	 */
	List<PodMetrics> podMetrics() {
		try {
			return this.client.top().pods().inNamespace(this.namespace).metrics().getItems();
		}
		catch (KubernetesClientException ex) {
			throw this.failures.of("list", "pods of metrics.k8s.io", ex);
		}
	}

	ApiObjects<NetworkPolicy> networkPolicies() {
		return new ApiObjects<>(this.failures, "networkpolicies",
				this.client.network().v1().networkPolicies().inNamespace(this.namespace));
	}

	/** Whether the API server permits us the verb, by its own word. */
	boolean permits(Permissions.Permission permission, String verb) {
		String[] parts = permission.resource().split("/", 2);
		SelfSubjectAccessReview question = new SelfSubjectAccessReviewBuilder().withNewSpec()
			.withNewResourceAttributes()
			.withGroup(permission.group())
			.withResource(parts[0])
			.withSubresource((parts.length == 2) ? parts[1] : null)
			.withVerb(verb)
			.withNamespace(this.namespace)
			.endResourceAttributes()
			.endSpec()
			.build();
		try {
			return this.client.authorization().v1().selfSubjectAccessReview().create(question).getStatus().getAllowed();
		}
		catch (KubernetesClientException ex) {
			throw this.failures.of("create", "selfsubjectaccessreviews", ex);
		}
	}

}
