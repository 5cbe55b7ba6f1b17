package activities;

import domain.lifecycle.Adjusted;
import domain.lifecycle.AutoscalerRequest;
import domain.lifecycle.GrowRequest;
import domain.lifecycle.ObserveRequest;
import domain.lifecycle.PlaceRequest;
import domain.lifecycle.ResizeRequest;
import domain.lifecycle.RestartRequest;
import domain.lifecycle.ScaleRequest;
import domain.lifecycle.ScriptAnswer;
import domain.lifecycle.ScriptRequest;
import domain.lifecycle.StartRequest;
import domain.lifecycle.WorkloadRequest;
import domain.lifecycle.WorkloadState;
import domain.probe.ProbeResult;
import domain.release.Changes;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/**
 * Starts, stops, restarts and scales what runs on a target. Each step states the end that
 * it wants: run twice it has the effect of once. In plan mode a step returns the changes
 * that it would make.
 */
@ActivityInterface
public interface Workloads {

	/** Whether the places are fit to be worked on, all asked side by side. */
	List<ProbeResult> inspectPlaces(PlaceRequest request);

	/** How workloads stand now, in the order of the request, all asked side by side. */
	List<WorkloadState> observeWorkloads(ObserveRequest request);

	/** Brings it up and waits until it is ready. */
	Changes startWorkload(StartRequest request);

	/** Brings it down and waits until nothing of it is left. */
	Changes stopWorkload(WorkloadRequest request);

	/** Starts every instance anew, once per run. */
	Changes restartWorkload(RestartRequest request);

	/** Undoes {@link #restartWorkload} where the target keeps the instances before. */
	Changes endRestart(WorkloadRequest request);

	/** Brings it to a number of instances and waits until they are ready. */
	Changes scaleWorkload(ScaleRequest request);

	/** Gives every instance other resources; answers with those found as well. */
	Adjusted resizeWorkload(ResizeRequest request);

	/** Gives its volumes more room; it cannot be taken back. */
	Changes growVolumes(GrowRequest request);

	/** Sets its autoscaler's bounds; answers with those found as well. */
	Adjusted limitAutoscaler(AutoscalerRequest request);

	/** Runs a command of the profile beside the workload; in plan mode none. */
	ScriptAnswer runScript(ScriptRequest request);

}
