package targets.kubernetes;

import domain.lifecycle.Workload;
import domain.lifecycle.WorkloadState.Condition;
import domain.lifecycle.WorkloadState;
import java.util.Optional;

/** How a workload of a cluster stands. */
final class Standing {

	private final Cluster cluster;

	private final Workload workload;

	Standing(Cluster cluster, Workload workload) {
		this.cluster = cluster;
		this.workload = workload;
	}

	WorkloadState read() {
		return Controller.Handle.of(this.cluster, this.workload)
			.find()
			.map(this::state)
			.orElseGet(() -> new WorkloadState(this.workload.component(), Condition.ABSENT, 0, 0, null, null, null,
					"no %s %s in namespace %s at %s".formatted(this.workload.kind(), this.workload.name(),
							this.cluster.namespace(), this.cluster.server())));
	}

	private WorkloadState state(Controller controller) {
		Condition condition = condition(controller);
		String detail = (condition == Condition.DEGRADED) ? trouble(controller).orElse("not settled") : null;
		return new WorkloadState(this.workload.component(), condition, controller.wanted(), controller.ready(),
				version(controller), null, stoppedFrom(controller), detail);
	}

	private static Condition condition(Controller controller) {
		if (controller.wanted() == 0 && controller.total() == 0) {
			return Condition.STOPPED;
		}
		return controller.settled() ? Condition.RUNNING : Condition.DEGRADED;
	}

	private Optional<String> trouble(Controller controller) {
		return PodTrouble.of(this.cluster.pods().list(controller.selector()))
			.stream()
			.findFirst()
			.map(PodTrouble::inWords);
	}

	private String version(Controller controller) {
		return controller.template()
			.getSpec()
			.getContainers()
			.stream()
			.filter((container) -> container.getName().equals(this.workload.container()))
			.findFirst()
			.map((container) -> Images.tag(container.getImage()))
			.orElse(null);
	}

	/** What somebody wrote down when it was stopped; a note that is no number is none. */
	static Integer stoppedFrom(Controller controller) {
		String note = Marks.annotation(controller.object(), Marks.STOPPED_FROM);
		return (note != null && note.matches("[0-9]{1,6}")) ? Integer.valueOf(note) : null;
	}

}
