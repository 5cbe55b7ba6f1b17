package targets;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.probe.ProbeResult;
import domain.profile.TargetProfile;
import domain.release.Changes;
import domain.release.DeployRequest;
import domain.release.History;
import domain.release.Live;
import java.util.List;
import java.util.Optional;

/**
 * A kind of place where one version of a component takes the place of another: a compose
 * project at a commit, a unit whose folder or package is changed, a Deployment that is
 * given an image. Steps come in the order of the methods; each states the end that it
 * wants, so that one that runs twice has the effect of once, and in plan mode returns the
 * changes that it would make. A kind that has nothing to do in a step returns no changes.
 * Steps that wait call {@code alive} at least every few seconds; when it throws, the step
 * ends with what it threw.
 */
public interface DeployTarget {

	/** The kind of target that this is for. */
	TargetProfile.Kind kind();

	/** Why this cannot be deployed here, in words; empty when it can. */
	Optional<String> cannot(DeployRequest request);

	/** What is there now, from the place and never from a copy. */
	Live live(DeployRequest request);

	/** Brings the version to the place; what runs is not touched. */
	Changes fetch(DeployRequest request, Runnable alive);

	/** Undoes {@link #fetch} when nothing after it was begun. */
	Changes dropFetched(DeployRequest request, Runnable alive);

	/** Makes of it what can be run; what runs is not touched. */
	Changes build(DeployRequest request, Runnable alive);

	/** Brings the data to the version. Cannot be taken back. */
	Changes migrate(DeployRequest request, Runnable alive);

	/** Puts it in the place of what runs, and waits until it is ready. */
	Changes bringUp(DeployRequest request, Runnable alive);

	/**
	 * Brings back what was live before and waits until it is ready, however far the
	 * deploy had come; ends first what of it still goes on.
	 */
	Changes goBack(DeployRequest request, Runnable alive);

	/** Whether {@link #verify} finds out anything here. */
	default boolean verifies() {
		return false;
	}

	/**
	 * Whether the version that was brought up still does what it must: what is bad fails
	 * the deploy.
	 */
	default List<ProbeResult> verify(DeployRequest request, Runnable alive) {
		return List.of();
	}

	/**
	 * What is live, whether it runs or not, and what it can go back to by
	 * {@link #goBack}: the request's version, or the one before when it has none.
	 * @throws domain.failure.PermanentFailure {@code INVALID_INPUT} with those that there
	 * are when there is no such version
	 */
	default History history(DeployRequest request) {
		throw new PermanentFailure(FailureKind.INVALID_INPUT,
				"component %s is on a target of kind %s, which has revisions and no history of versions"
					.formatted(request.workload().component(), kind()));
	}

	/** The last lines of its log. */
	String recentLog(DeployRequest request);

}
