package workflows.steps;

import domain.failure.FailureKind;
import domain.lifecycle.Workload;
import domain.profile.ComponentProfile;
import domain.profile.SystemProfile;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Which component waits for which. Everything that waits for nobody is done side by side;
 * the next begins as soon as the last that it waits for is done.
 */
public final class DependencyOrder {

	private final Map<String, Set<String>> before;

	private DependencyOrder(Map<String, Set<String>> before) {
		this.before = before;
	}

	/** A component comes after those that it depends on. */
	public static DependencyOrder starting(SystemProfile profile) {
		Map<String, Set<String>> needed = new LinkedHashMap<>();
		profile.components().forEach(component -> needed.put(component.name(), operated(component, profile)));
		return new DependencyOrder(needed);
	}

	/** A component comes after those that depend on it. */
	public static DependencyOrder stopping(SystemProfile profile) {
		Map<String, Set<String>> users = new LinkedHashMap<>();
		profile.components().forEach(component -> users.put(component.name(), new LinkedHashSet<>()));
		starting(profile).before.forEach((user, needed) -> needed.forEach(one -> users.get(one).add(user)));
		return new DependencyOrder(users);
	}

	/**
	 * The operated components that it waits for; through one that nobody here starts,
	 * those behind it.
	 */
	private static Set<String> operated(ComponentProfile component, SystemProfile profile) {
		Set<String> found = new LinkedHashSet<>();
		for (String name : component.dependsOn()) {
			ComponentProfile needed = profile.component(name).orElseThrow();
			if (needed.operated()) {
				found.add(name);
			}
			else {
				found.addAll(operated(needed, profile));
			}
		}
		return found;
	}

	/**
	 * Does something with every workload in this order. When one fails, those under way
	 * are told to stop and waited for, no other begins, and the first failure is thrown.
	 */
	public void each(List<Workload> workloads, Consumer<Workload> action) {
		Map<String, Promise<Void>> done = new LinkedHashMap<>();
		CancellationScope scope = Workflow
			.newCancellationScope(() -> inOrder(workloads).forEach(workload -> done.put(workload.component(),
					Async.procedure(() -> afterOthers(workload, List.copyOf(promises(workload, done)), action)))));
		scope.run();
		try {
			Promise.allOf(done.values()).get();
		}
		catch (TemporalFailure | Stopped failure) {
			scope.cancel("another component failed");
			// Nothing may be taken back while a step may still write.
			done.values().forEach(promise -> promise.handle((ok, alsoFailed) -> ok).get());
			throw failure;
		}
	}

	/** Does something with every workload in this order, one after the other. */
	public void inSequence(List<Workload> workloads, Consumer<Workload> action) {
		inOrder(workloads).forEach(action);
	}

	/**
	 * The same for an undo: a failure keeps nothing else from being taken back, and all
	 * failures are thrown as one at the end.
	 */
	public void eachDespiteFailures(List<Workload> workloads, Consumer<Workload> action) {
		Map<String, Promise<Void>> done = new LinkedHashMap<>();
		List<String> failed = new ArrayList<>();
		for (Workload workload : inOrder(workloads)) {
			List<Promise<Void>> others = promises(workload, done);
			done.put(workload.component(), Async.procedure(() -> {
				Promise.allOf(others).get();
				try {
					action.accept(workload);
				}
				catch (TemporalFailure failure) {
					failed.add(workload.component() + ": " + Failures.words(failure));
				}
			}));
		}
		Promise.allOf(done.values()).get();
		if (!failed.isEmpty()) {
			throw Failures.of(FailureKind.UNDONE, String.join("; ", failed));
		}
	}

	private static void afterOthers(Workload workload, List<Promise<Void>> others, Consumer<Workload> action) {
		Promise.allOf(others).get();
		CancellationScope.throwCanceled();
		action.accept(workload);
	}

	private List<Promise<Void>> promises(Workload workload, Map<String, Promise<Void>> done) {
		return before.get(workload.component()).stream().map(done::get).filter(java.util.Objects::nonNull).toList();
	}

	/** Each after those that it waits for; otherwise as given. */
	List<Workload> inOrder(List<Workload> workloads) {
		Map<String, Workload> left = workloads.stream()
			.collect(Collectors.toMap(Workload::component, each -> each, (one, other) -> one, LinkedHashMap::new));
		List<Workload> ordered = new ArrayList<>();
		while (!left.isEmpty()) {
			List<Workload> next = left.values()
				.stream()
				.filter(workload -> before.get(workload.component()).stream().noneMatch(left::containsKey))
				.toList();
			ordered.addAll(next);
			next.forEach(workload -> left.remove(workload.component()));
		}
		return ordered;
	}

}
