package activities;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.release.Artifact;
import domain.release.Changes;
import domain.release.Revision;
import domain.release.RollbackRequest;
import domain.release.Rollout;
import domain.release.RolloutRequest;
import domain.release.Stable;
import domain.release.WeightRequest;
import domain.release.Weights;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.spring.boot.ActivityImpl;
import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import secrets.Mask;
import targets.RolloutTarget;

/** Finds the kind of place and heartbeats while it works. */
@Component
@ActivityImpl(taskQueues = "operations")
class RolloutsImpl implements Rollouts {

	private final List<RolloutTarget> targets;

	private final Artifacts artifacts;

	RolloutsImpl(List<RolloutTarget> targets, @Value("${holdfast.artifacts:./artifacts}") Path folder) {
		this.targets = targets;
		this.artifacts = new Artifacts(folder);
	}

	@Override
	public Stable inspectRollout(RolloutRequest request) {
		return target(request.rollout()).inspectRollout(request);
	}

	@Override
	public Changes createCanary(RolloutRequest request) {
		return target(request.rollout()).createCanary(request, alive());
	}

	@Override
	public Weights provideCapacity(WeightRequest request) {
		return target(request.rollout()).provideCapacity(request, alive());
	}

	@Override
	public Weights shiftTraffic(WeightRequest request) {
		return target(request.rollout()).shiftTraffic(request, alive());
	}

	@Override
	public Weights withdrawTraffic(RolloutRequest request) {
		return target(request.rollout()).withdrawTraffic(request, alive());
	}

	@Override
	public Changes promoteStable(RolloutRequest request) {
		return target(request.rollout()).promoteStable(request, alive());
	}

	@Override
	public Changes restoreStable(RolloutRequest request) {
		return target(request.rollout()).restoreStable(request, alive());
	}

	@Override
	public Weights returnTraffic(RolloutRequest request) {
		return target(request.rollout()).returnTraffic(request, alive());
	}

	@Override
	public Changes removeCanary(RolloutRequest request) {
		return target(request.rollout()).removeCanary(request, alive());
	}

	@Override
	public Artifact collectDiagnostics(RolloutRequest request) {
		String text = target(request.rollout()).collectDiagnostics(request, alive());
		return artifacts.keep(request.run(), "diagnostics-" + request.rollout().workload() + ".txt",
				Mask.byForm().apply(text));
	}

	@Override
	public List<Revision> rolloutHistory(RolloutRequest request) {
		return target(request.rollout()).rolloutHistory(request);
	}

	@Override
	public Changes rollBack(RollbackRequest request) {
		return target(request.rollout()).rollBack(request, alive());
	}

	private RolloutTarget target(Rollout rollout) {
		return targets.stream()
			.filter(candidate -> candidate.kind() == rollout.target().kind())
			.findFirst()
			.orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE,
					"Target %s is of kind %s, where nothing can be released yet: releases are made on %s.".formatted(
							rollout.target().name(), rollout.target().kind(),
							targets.stream().map(RolloutTarget::kind).toList())));
	}

	private static Runnable alive() {
		ActivityExecutionContext context = Activity.getExecutionContext();
		return () -> context.heartbeat(null);
	}

}
