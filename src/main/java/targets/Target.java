package targets;

import domain.diagnosis.CollectRequest;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.Adjusted;
import domain.lifecycle.AutoscalerRequest;
import domain.lifecycle.GrowRequest;
import domain.lifecycle.Operation;
import domain.lifecycle.ResizeRequest;
import domain.lifecycle.RestartRequest;
import domain.lifecycle.ScaleRequest;
import domain.lifecycle.ScriptAnswer;
import domain.lifecycle.ScriptRequest;
import domain.lifecycle.StartRequest;
import domain.lifecycle.Workload;
import domain.lifecycle.WorkloadRequest;
import domain.lifecycle.WorkloadState;
import domain.probe.ProbeResult;
import domain.profile.TargetProfile;
import domain.release.Changes;
import domain.run.Run;
import java.util.List;
import java.util.Optional;

/**
 * A kind of place where workloads run: a cluster, a compose host, a systemd host. Every
 * step states the end that it wants, reads before it writes and reads back after; in plan
 * mode it returns the changes that it would make. Steps that wait call {@code alive} at
 * least every few seconds; when it throws, the step ends with what it threw.
 *
 * <p>
 * A place that cannot do something says so by {@link #cannot}, before a run has changed
 * anything; the method is then never called.
 */
public interface Target {

	/** The kind of target that this is for. */
	TargetProfile.Kind kind();

	/**
	 * Why the place cannot do this with the workload, in words for whoever asked; empty
	 * when it can.
	 */
	Optional<String> cannot(Operation operation, Workload workload);

	/**
	 * Whether the place itself is fit to be worked on: nodes ready, host the right one,
	 * space left.
	 */
	List<ProbeResult> inspect(Run run, TargetProfile place);

	/** Reads how a workload stands, from the place and never from a copy. */
	WorkloadState observe(WorkloadRequest request);

	/**
	 * Brings a stopped workload up and waits until it is ready; one that runs already is
	 * only waited for.
	 */
	Changes start(StartRequest request, Runnable alive);

	/** Brings it down, notes what it was, and waits until nothing of it is left. */
	Changes stop(WorkloadRequest request, Runnable alive);

	/** Starts every instance anew, once, keeping as many ready as the place can. */
	Changes restart(RestartRequest request, Runnable alive);

	/**
	 * Takes back what a restart that failed has begun; nothing where that is not
	 * possible.
	 */
	Changes endRestart(WorkloadRequest request, Runnable alive);

	/** Brings it to a number of instances and waits until they are ready. */
	Changes scale(ScaleRequest request, Runnable alive);

	/** Gives every instance other resources and waits until they are ready. */
	Adjusted resize(ResizeRequest request, Runnable alive);

	/**
	 * Gives its volumes more room and waits until they have it. It cannot be taken back.
	 */
	default Changes grow(GrowRequest request, Runnable alive) {
		throw new PermanentFailure(FailureKind.INVALID_INPUT,
				"a target of kind %s has no volumes that could grow".formatted(kind()));
	}

	/** Sets, makes or removes its autoscaler. */
	Adjusted limitAutoscaler(AutoscalerRequest request);

	/** Runs a command of the profile beside the workload. */
	ScriptAnswer execute(ScriptRequest request, Runnable alive);

	/**
	 * Hands over what there is to know about a workload, for diagnostics: logs (of the
	 * run before a restart too), events, descriptions, use of resources. Changes nothing;
	 * one part that cannot be had is noted and never keeps the others from being had.
	 */
	default void collect(CollectRequest request, Sink sink, Runnable alive) {
		sink.missing(".", "everything about " + request.workload().component(),
				"nothing can be collected from a target of kind " + kind() + " yet");
	}

	/**
	 * Hands over what there is to know about the place itself, for diagnostics; nothing
	 * where it has nothing to say.
	 * @param names hosts of the profile that it should be able to reach
	 */
	default void collectPlace(TargetProfile place, List<String> names, Sink sink, Runnable alive) {
		// A place that is no host has neither load nor routes of its own.
	}

}
