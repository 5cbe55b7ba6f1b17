package targets.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.function.Consumer;

/**
 * What keeps pods running: a Deployment, a StatefulSet or a DaemonSet, behind one face.
 * It wraps the object as it was read; edits go into the object.
 */
sealed interface Controller {

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

	/**
	 * Whether all its pods run the newest template and are ready, and none is left over.
	 */
	default boolean settled() {
		return observed() >= object().getMetadata().getGeneration() && total() == wanted() && updated() == wanted()
				&& ready() == wanted();
	}

	default String name() {
		return object().getMetadata().getName();
	}

	/** For people and for changes: {@code deployment/agente-api}. */
	default String inWords() {
		return kind().toLowerCase(java.util.Locale.ROOT) + "/" + name();
	}

	static Controller of(HasMetadata object) {
		return switch (object) {
			case Deployment deployment -> new OfDeployment(deployment);
			case StatefulSet set -> new OfStatefulSet(set);
			case DaemonSet set -> new OfDaemonSet(set);
			default -> throw new IllegalArgumentException(object.getKind() + " keeps no pods running");
		};
	}

	private static int number(Integer value) {
		return (value == null) ? 0 : value;
	}

	/**
	 * A Deployment.
	 *
	 * @param object as it was read
	 */
	record OfDeployment(Deployment object) implements Controller {

		@Override
		public String kind() {
			return "Deployment";
		}

		@Override
		public int wanted() {
			return Workloads.wanted(this.object);
		}

		@Override
		public void ask(int replicas) {
			this.object.getSpec().setReplicas(replicas);
		}

		@Override
		public int total() {
			return (this.object.getStatus() == null) ? 0 : number(this.object.getStatus().getReplicas());
		}

		@Override
		public int ready() {
			return Workloads.ready(this.object);
		}

		@Override
		public int updated() {
			return Workloads.updated(this.object);
		}

		@Override
		public long observed() {
			return (this.object.getStatus() == null || this.object.getStatus().getObservedGeneration() == null) ? 0
					: this.object.getStatus().getObservedGeneration();
		}

		@Override
		public LabelSelector selector() {
			return this.object.getSpec().getSelector();
		}

		@Override
		public PodTemplateSpec template() {
			return this.object.getSpec().getTemplate();
		}

	}

	/**
	 * A StatefulSet.
	 *
	 * @param object as it was read
	 */
	record OfStatefulSet(StatefulSet object) implements Controller {

		@Override
		public String kind() {
			return "StatefulSet";
		}

		@Override
		public int wanted() {
			return (this.object.getSpec().getReplicas() == null) ? 1 : this.object.getSpec().getReplicas();
		}

		@Override
		public void ask(int replicas) {
			this.object.getSpec().setReplicas(replicas);
		}

		@Override
		public int total() {
			return (this.object.getStatus() == null) ? 0 : number(this.object.getStatus().getReplicas());
		}

		@Override
		public int ready() {
			return (this.object.getStatus() == null) ? 0 : number(this.object.getStatus().getReadyReplicas());
		}

		/**
		 * When the last pod is new the two revisions are one, and the count of updated
		 * pods is no longer kept.
		 */
		@Override
		public int updated() {
			var status = this.object.getStatus();
			if (status == null) {
				return 0;
			}
			boolean same = status.getUpdateRevision() != null
					&& status.getUpdateRevision().equals(status.getCurrentRevision());
			return same ? number(status.getReplicas()) : number(status.getUpdatedReplicas());
		}

		@Override
		public long observed() {
			return (this.object.getStatus() == null || this.object.getStatus().getObservedGeneration() == null) ? 0
					: this.object.getStatus().getObservedGeneration();
		}

		@Override
		public LabelSelector selector() {
			return this.object.getSpec().getSelector();
		}

		@Override
		public PodTemplateSpec template() {
			return this.object.getSpec().getTemplate();
		}

	}

	/**
	 * A DaemonSet: the nodes say how many pods it has.
	 *
	 * @param object as it was read
	 */
	record OfDaemonSet(DaemonSet object) implements Controller {

		@Override
		public String kind() {
			return "DaemonSet";
		}

		@Override
		public int wanted() {
			return (this.object.getStatus() == null) ? 0 : number(this.object.getStatus().getDesiredNumberScheduled());
		}

		@Override
		public void ask(int replicas) {
			throw new IllegalStateException("A DaemonSet is not asked for a number of pods");
		}

		@Override
		public int total() {
			return (this.object.getStatus() == null) ? 0 : number(this.object.getStatus().getCurrentNumberScheduled());
		}

		@Override
		public int ready() {
			return (this.object.getStatus() == null) ? 0 : number(this.object.getStatus().getNumberReady());
		}

		@Override
		public int updated() {
			return (this.object.getStatus() == null) ? 0 : number(this.object.getStatus().getUpdatedNumberScheduled());
		}

		@Override
		public long observed() {
			return (this.object.getStatus() == null || this.object.getStatus().getObservedGeneration() == null) ? 0
					: this.object.getStatus().getObservedGeneration();
		}

		@Override
		public LabelSelector selector() {
			return this.object.getSpec().getSelector();
		}

		@Override
		public PodTemplateSpec template() {
			return this.object.getSpec().getTemplate();
		}

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

		java.util.Optional<Controller> find() {
			return this.objects.find(this.name).map(Controller::of);
		}

		Controller get() {
			return Controller.of(this.objects.get(this.name));
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
