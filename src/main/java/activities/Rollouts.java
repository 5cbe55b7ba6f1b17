package activities;

import domain.release.Artifact;
import domain.release.Changes;
import domain.release.Revision;
import domain.release.RollbackRequest;
import domain.release.RolloutRequest;
import domain.release.Stable;
import domain.release.WeightRequest;
import domain.release.Weights;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/**
 * Brings versions of a workload up, divides traffic between them and takes them back
 * (runbook D 3.2, 3.3, 10.5). Every step states the end it wants, reads before it writes
 * and reads back after: a step that ran twice has the effect of one. In plan mode nothing
 * is changed and the changes are returned.
 */
@ActivityInterface
public interface Rollouts {

	/**
	 * Finds the stable side and proves that the release can be done: the workload, its
	 * route and Services exist and can be divided, every verb that later steps need is
	 * permitted, nobody else is in the middle of a rollout. Changes nothing.
	 */
	Stable inspectRollout(RolloutRequest request);

	/**
	 * Puts a canary workload with one pod beside the stable one, with no traffic, and
	 * waits until it is ready. Keeps the autoscaler from fighting the release. A canary
	 * left by another run is refused, one of this run is adopted.
	 * @throws domain.failure.PermanentFailure {@code IMAGE_NOT_PULLABLE} or
	 * {@code NOT_READY}, with the pods' own words
	 */
	Changes createCanary(RolloutRequest request);

	/**
	 * Gives the canary the pods that its next weight needs, and waits until they are
	 * ready. Moves no traffic.
	 */
	Weights provideCapacity(WeightRequest request);

	/**
	 * Moves traffic to the weight and reads it back. Refuses to send traffic to a side
	 * without ready pods.
	 */
	Weights shiftTraffic(WeightRequest request);

	/**
	 * Takes all traffic from the canary at once and confirms by reading back. Needs the
	 * cluster's API only. When the stable side cannot carry everything, moves what it can
	 * carry and says so ({@code complete} false).
	 */
	Weights withdrawTraffic(RolloutRequest request);

	/**
	 * Gives the stable workload the new version and waits until all of it is ready, while
	 * the canary carries the traffic.
	 */
	Changes promoteStable(RolloutRequest request);

	/**
	 * Undoes {@link #promoteStable}: the stable workload goes back to the version it was
	 * found with, and is ready.
	 */
	Changes restoreStable(RolloutRequest request);

	/**
	 * Moves all traffic to the stable workload, which has the new version now, and reads
	 * it back.
	 */
	Weights returnTraffic(RolloutRequest request);

	/**
	 * Removes the canary's workload and Service, puts the route and the autoscaler back
	 * as they were found. Treats "not there" as done; touches nothing of another run.
	 */
	Changes removeCanary(RolloutRequest request);

	/** Keeps logs (previous too), events and pod states of a version as a file. */
	Artifact collectDiagnostics(RolloutRequest request);

	/** The workload's revisions, oldest first ({@code kubectl rollout history}). */
	List<Revision> rolloutHistory(RolloutRequest request);

	/**
	 * Takes the workload back to an earlier revision and waits until it is ready
	 * ({@code kubectl rollout undo}).
	 */
	Changes rollBack(RollbackRequest request);

}
