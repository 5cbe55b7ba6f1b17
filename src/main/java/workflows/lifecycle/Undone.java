package workflows.lifecycle;

import activities.Workloads;
import domain.lifecycle.AutoscalerRequest;
import domain.lifecycle.Bounds;
import domain.lifecycle.ResizeRequest;
import domain.lifecycle.Resources;
import domain.lifecycle.ScaleRequest;
import domain.lifecycle.Workload;
import domain.run.Mode;
import domain.run.Run;
import java.time.Duration;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/** What takes back the parts of a scaling. */
final class Undone {

	private Undone() {
	}

	static String bounds(Procedure procedure, Workload workload, Bounds before) {
		Words words = procedure.words();
		Steps
			.undo(Workloads.class, words.say("The autoscaler's bounds as before", "Limites do autoscaler como antes"),
					Duration.ZERO)
			.limitAutoscaler(new AutoscalerRequest(procedure.run(), workload, before));
		return words.say("autoscaler: %s", "autoscaler: %s", before == null ? "-" : before);
	}

	static String resources(Procedure procedure, Workload workload, Resources before) {
		Words words = procedure.words();
		Steps.undo(Workloads.class, words.say("The resources as before", "Recursos como antes"), workload.readyWithin())
			.resizeWorkload(new ResizeRequest(procedure.run(), workload, before));
		return words.say("resources as before", "recursos como antes");
	}

	static String replicas(Procedure procedure, Workload workload, int before) {
		Words words = procedure.words();
		Steps
			.undo(Workloads.class,
					words.say("%s to %d instances again", "%s de volta a %d instâncias", workload.component(), before),
					workload.readyWithin())
			.scaleWorkload(new ScaleRequest(procedure.run(), workload, before));
		return words.say("%s has %d instances again", "%s tem %d instâncias de novo", workload.component(), before);
	}

	/** The same run, changing nothing: for a look at what would be replaced. */
	static Run planned(Run run) {
		return new Run(run.workflowId(), run.runId(), run.procedure(), run.system(), run.component(), Mode.PLAN,
				run.language());
	}

}
