package activities;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.maintenance.CleanUpRequest;
import domain.maintenance.Leftover;
import domain.maintenance.Leftovers;
import domain.profile.CleanUp;
import domain.release.Changes;
import domain.run.Change;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.spring.boot.ActivityImpl;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import stores.RowRetention;
import targets.CleanUpTarget;

/**
 * Finds the place, keeps to the cap: what was counted when people were shown it says how
 * many must stay, so that attempts that follow ones that died remove the rest only.
 */
@Component
@ActivityImpl(taskQueues = "operations")
class CleanUpsImpl implements CleanUps {

	private static final int AT_ONCE = 50;

	private static final Comparator<Leftover> OLDEST_FIRST = Comparator
		.comparing(Leftover::since, Comparator.nullsLast(Comparator.naturalOrder()))
		.thenComparing(Leftover::name);

	private final List<CleanUpTarget> targets;

	private final List<RowRetention> stores;

	CleanUpsImpl(List<CleanUpTarget> targets, List<RowRetention> stores) {
		this.targets = targets;
		this.stores = stores;
	}

	@Override
	public Leftovers findLeftovers(CleanUpRequest request) {
		ActivityExecutionContext context = Activity.getExecutionContext();
		if (request.asked().what() == CleanUp.What.ROWS) {
			return store(request).count(request);
		}
		List<Leftover> found = found(request, () -> context.heartbeat(null)).toList();
		return new Leftovers(found.size(), found.stream().mapToLong(Leftover::bytes).sum(),
				found.stream().map(Leftover::name).toList());
	}

	private Stream<Leftover> found(CleanUpRequest request, Runnable alive) {
		return target(request).find(request, alive).stream().sorted(OLDEST_FIRST);
	}

	@Override
	public Changes removeLeftovers(CleanUpRequest request) {
		ActivityExecutionContext context = Activity.getExecutionContext();
		Counter counter = new Counter(context, context.getHeartbeatDetails(Integer.class).orElse(0));
		if (request.run().planning()) {
			return changes(request, "to be removed", Math.min(request.asked().most(), findLeftovers(request).count()));
		}
		if (request.asked().what() == CleanUp.What.ROWS) {
			rows(request, counter);
		}
		else {
			things(request, counter);
		}
		return changes(request, "removed", counter.removed);
	}

	private void things(CleanUpRequest request, Counter counter) {
		List<Leftover> there = found(request, counter::alive).toList();
		List<Leftover> found = there.subList(0, request.allowed(there.size()));
		for (int from = 0; from < found.size(); from += AT_ONCE) {
			List<Leftover> some = found.subList(from, Math.min(found.size(), from + AT_ONCE));
			target(request).remove(request, some, counter::alive);
			counter.add(some.size());
		}
	}

	private void rows(CleanUpRequest request, Counter counter) {
		int allowed = request.allowed(store(request).count(request).count());
		batches(request, counter, allowed);
		store(request).tidy(request);
	}

	private void batches(CleanUpRequest request, Counter counter, int most) {
		int allowed = most;
		while (allowed > 0) {
			int batch = Math.min(request.asked().batch(), allowed);
			int gone = store(request).remove(request, batch);
			counter.add(gone);
			allowed -= gone;
			if (gone < batch) {
				return;
			}
		}
	}

	private static Changes changes(CleanUpRequest request, String verb, long count) {
		String where = request.place() == null ? request.store().name() + " " + request.asked().table()
				: request.place().name();
		String what = request.asked().what().name().toLowerCase(Locale.ROOT).replace('_', '-');
		return new Changes(List
			.of(new Change(what + " of " + where + " before " + request.before(), "there", count + " " + verb)));
	}

	private CleanUpTarget target(CleanUpRequest request) {
		return targets.stream()
			.filter(target -> target.kind() == request.place().kind())
			.findFirst()
			.orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE,
					"nothing is removed from targets of kind " + request.place().kind()));
	}

	private RowRetention store(CleanUpRequest request) {
		return stores.stream()
			.filter(store -> store.kind() == request.store().kind())
			.findFirst()
			.orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE,
					"no rows are removed from stores of kind " + request.store().kind()));
	}

	/**
	 * How many were removed, by this attempt and, as far as their last heartbeats say, by
	 * those before it.
	 */
	private static final class Counter {

		private final ActivityExecutionContext context;

		private int removed;

		Counter(ActivityExecutionContext context, int removed) {
			this.context = context;
			this.removed = removed;
		}

		void add(int more) {
			removed += more;
			alive();
		}

		void alive() {
			context.heartbeat(removed);
		}

	}

}
