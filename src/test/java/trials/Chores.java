package trials;

import activities.CleanUps;
import activities.Inspections;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.maintenance.CleanUpRequest;
import domain.maintenance.CommandRequest;
import domain.maintenance.Leftovers;
import domain.maintenance.LogsRequest;
import domain.maintenance.PoliciesRequest;
import domain.maintenance.TaskEvidence;
import domain.profile.CleanUp.What;
import domain.release.Changes;
import domain.run.Change;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What routines find in a system in memory. */
final class Chores implements CleanUps, Inspections {

	/** How much is left over of each kind. */
	final Map<What, Integer> leftovers = new ConcurrentSkipListMap<>();

	/** Kinds that cannot be looked at. */
	final Set<What> broken = ConcurrentHashMap.newKeySet();

	/** What was removed, in order. */
	final List<String> effects = new CopyOnWriteArrayList<>();

	@Override
	public Leftovers findLeftovers(CleanUpRequest request) {
		What what = request.asked().what();
		if (broken.contains(what)) {
			throw new PermanentFailure(FailureKind.FORBIDDEN, "not permitted: list " + what);
		}
		int count = leftovers.getOrDefault(what, 0);
		return new Leftovers(count, 0, Collections.nCopies(count, what.name()));
	}

	@Override
	public synchronized Changes removeLeftovers(CleanUpRequest request) {
		What what = request.asked().what();
		int there = leftovers.getOrDefault(what, 0);
		int gone = request.allowed(there);
		if (!request.run().planning() && gone > 0) {
			leftovers.put(what, there - gone);
			effects.add("removed " + gone + " " + what);
		}
		return new Changes(List.of(new Change(what.name(), "there", "removed")));
	}

	@Override
	public TaskEvidence reviewLogs(LogsRequest request) {
		return TaskEvidence.of("logs of " + request.workloads().size());
	}

	@Override
	public TaskEvidence runCommand(CommandRequest request) {
		return TaskEvidence.of("ran " + request.command().command().getFirst());
	}

	@Override
	public TaskEvidence checkPolicies(PoliciesRequest request) {
		return TaskEvidence.of("policies " + request.policies().size());
	}

}
