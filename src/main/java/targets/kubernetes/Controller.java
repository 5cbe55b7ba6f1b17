package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.Workload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What keeps pods running: a Deployment, a StatefulSet or a DaemonSet, behind one face.
 * It wraps the object as it was read; edits go into the object.
 */
sealed interface Controller permits DeploymentController, StatefulSetController, DaemonSetController {

	HasMetadata object();

	/** The kind as it stands in references to it. */
	String kind();

	/** Pods asked for. */
	int wanted();

	/** Asks for this many pods. */
	void ask(int replicas);

	/** Pods that there are, in whatever state. */
	int total();

	int ready();

	/** Pods that run the newest template. */
	int updated();

	/** The generation that its controller has acted on. */
	long observed();

	LabelSelector selector();

	PodTemplateSpec template();

	/** Why it is not as asked for, in its own words; empty when it says nothing. */
	String conditions();

	/** Whether its controller has acted on everything that was asked for. */
	default boolean noticed() {
		return observed() >= object().getMetadata().getGeneration();
	}

	/**
	 * Whether all its pods run the newest template and are ready, and none is left over.
	 */
	default boolean settled() {
		return noticed() && missing() == 0;
	}

	/**
	 * How far it is from settled: pods that still have to come, to get ready and to go.
	 */
	default int missing() {
		return Math.abs(wanted() - updated()) + Math.abs(wanted() - Math.min(ready(), updated()))
				+ Math.abs(total() - wanted());
	}

	default String name() {
		return object().getMetadata().getName();
	}

	/** The object's annotations, to be edited. */
	default Map<String, String> annotations() {
		return editable(object().getMetadata());
	}

	/** The annotations of its pods, to be edited: another one is another template. */
	default Map<String, String> templateAnnotations() {
		return editable(template().getMetadata());
	}

	private static Map<String, String> editable(ObjectMeta metadata) {
		metadata.setAnnotations(new HashMap<>(Objects.requireNonNullElse(metadata.getAnnotations(), Map.of())));
		return metadata.getAnnotations();
	}

	/** For people and for changes: {@code deployment/agente-api}. */
	default String inWords() {
		return kind().toLowerCase(java.util.Locale.ROOT) + "/" + name();
	}

	static Controller of(HasMetadata object) {
		return switch (object) {
			case Deployment deployment -> new DeploymentController(deployment);
			case StatefulSet set -> new StatefulSetController(set);
			case DaemonSet set -> new DaemonSetController(set);
			default -> throw new IllegalArgumentException(object.getKind() + " keeps no pods running");
		};
	}

	/** A condition of a status. */
	static String condition(String reason, String message) {
		return Objects.requireNonNullElse(reason, "") + ": " + Objects.requireNonNullElse(message, "");
	}

	/** A status, which an object that was just made does not have yet. */
	static <S> S status(S found, Supplier<S> empty) {
		return Objects.requireNonNullElseGet(found, empty);
	}

	/** A count of a status; what the server leaves out is 0. */
	static int number(Number value) {
		return (value == null) ? 0 : value.intValue();
	}

	/**
	 * Reads and writes one of them.
	 *
	 * @param <T> its type
	 */
	final class Handle<T extends HasMetadata> {

		private final ApiObjects<T> objects;

		private final String name;

		Handle(ApiObjects<T> objects, String name) {
			this.objects = objects;
			this.name = name;
		}

		/** What keeps the pods of a workload running. */
		static Handle<?> of(Cluster cluster, Workload workload) {
			return switch (workload.kind()) {
				case DEPLOYMENT -> new Handle<>(cluster.deployments(), workload.name());
				case STATEFUL_SET -> new Handle<>(cluster.statefulSets(), workload.name());
				case DAEMON_SET -> new Handle<>(cluster.daemonSets(), workload.name());
				default -> throw new PermanentFailure(FailureKind.PROFILE,
						"Component %s is of kind %s, which does not run on a cluster.".formatted(workload.component(),
								workload.kind()));
			};
		}

		java.util.Optional<Controller> find() {
			return this.objects.find(this.name).map(Controller::of);
		}

		Controller get() {
			return Controller.of(this.objects.get(this.name));
		}

		/** Tells of every change after this state of it until it is closed. */
		Changes changes(Controller known, Runnable news) {
			return this.objects.watch(this.name, known.object().getMetadata().getResourceVersion(), news);
		}

		/** Edits it and writes it back if the edit changed anything. */
		Edited change(boolean dry, Consumer<Controller> edit) {
			var done = this.objects.change(this.name, dry, (object) -> {
				edit.accept(Controller.of(object));
				return object;
			});
			return new Edited(Controller.of(done.before()), Controller.of(done.after()));
		}

	}

	/**
	 * One before and after an edit.
	 *
	 * @param before as it was read
	 * @param after as the server has it now
	 */
	record Edited(Controller before, Controller after) {

	}

}
