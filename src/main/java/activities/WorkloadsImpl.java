package activities;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.Adjusted;
import domain.lifecycle.AutoscalerRequest;
import domain.lifecycle.GrowRequest;
import domain.lifecycle.ObserveRequest;
import domain.lifecycle.Operation;
import domain.lifecycle.PlaceRequest;
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
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.spring.boot.ActivityImpl;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;
import targets.Target;

/** Finds the kind of place, asks whether it can, and heartbeats while it works. */
@Component
@ActivityImpl(taskQueues = "operations")
class WorkloadsImpl implements Workloads {

	private final List<Target> targets;

	WorkloadsImpl(List<Target> targets) {
		this.targets = targets;
	}

	@Override
	public List<ProbeResult> inspectPlaces(PlaceRequest request) {
		List<CompletableFuture<List<ProbeResult>>> looks = request.places()
			.stream()
			.map(place -> SideBySide.ask(() -> target(place).inspect(request.run(), place)))
			.toList();
		return Printed.masked(looks.stream().map(SideBySide::answer).flatMap(List::stream).toList());
	}

	@Override
	public List<WorkloadState> observeWorkloads(ObserveRequest request) {
		List<CompletableFuture<WorkloadState>> looks = request.workloads()
			.stream()
			.map(workload -> SideBySide
				.ask(() -> target(workload.target()).observe(new WorkloadRequest(request.run(), workload))))
			.toList();
		return looks.stream().map(SideBySide::answer).toList();
	}

	@Override
	public Changes startWorkload(StartRequest request) {
		return able(Operation.START, request.workload()).start(request, alive());
	}

	@Override
	public Changes stopWorkload(WorkloadRequest request) {
		return able(Operation.STOP, request.workload()).stop(request, alive());
	}

	@Override
	public Changes restartWorkload(RestartRequest request) {
		return able(Operation.RESTART, request.workload()).restart(request, alive());
	}

	@Override
	public Changes endRestart(WorkloadRequest request) {
		return able(Operation.RESTART, request.workload()).endRestart(request, alive());
	}

	@Override
	public Changes scaleWorkload(ScaleRequest request) {
		return able(Operation.SCALE, request.workload()).scale(request, alive());
	}

	@Override
	public Adjusted resizeWorkload(ResizeRequest request) {
		return able(Operation.RESIZE, request.workload()).resize(request, alive());
	}

	@Override
	public Changes growVolumes(GrowRequest request) {
		return able(Operation.GROW, request.workload()).grow(request, alive());
	}

	@Override
	public Adjusted limitAutoscaler(AutoscalerRequest request) {
		return able(Operation.AUTOSCALE, request.workload()).limitAutoscaler(request);
	}

	@Override
	public ScriptAnswer runScript(ScriptRequest request) {
		if (request.run().planning()) {
			return new ScriptAnswer(0, "");
		}
		return Printed.masked(able(Operation.EXECUTE, request.workload()).execute(request, alive()));
	}

	private Target able(Operation operation, Workload workload) {
		Target target = target(workload.target());
		Optional<String> cannot = target.cannot(operation, workload);
		if (cannot.isPresent()) {
			throw new PermanentFailure(FailureKind.INVALID_INPUT, "component %s: %s on target %s is not possible: %s"
				.formatted(workload.component(), operation, workload.target().name(), cannot.get()));
		}
		return target;
	}

	private Target target(TargetProfile place) {
		return targets.stream()
			.filter(candidate -> candidate.kind() == place.kind())
			.findFirst()
			.orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE,
					"Target %s is of kind %s, where nothing can be operated yet: it can on %s.".formatted(place.name(),
							place.kind(), targets.stream().map(Target::kind).toList())));
	}

	private static Runnable alive() {
		ActivityExecutionContext context = Activity.getExecutionContext();
		return () -> context.heartbeat(null);
	}

}
