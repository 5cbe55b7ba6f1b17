package workflows.steps;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * What takes back the steps of a run, last first. Each is registered before its step, so
 * that a step that died half-way is taken back too; each treats "not there" as done.
 */
public final class Undo {

	private static final Logger log = Workflow.getLogger(Undo.class);

	private final Deque<Entry> entries = new ArrayDeque<>();

	/**
	 * Registers what takes the next step back.
	 * @param what what it takes back, for people
	 * @param action does it and says what was done
	 */
	public void register(String what, Supplier<String> action) {
		entries.push(new Entry(what, action));
	}

	/**
	 * The point of no return: nothing registered so far will be taken back. An abort that
	 * was heard before it still counts, although the step it found under way answered
	 * well.
	 */
	void forget() {
		CancellationScope.throwCanceled();
		entries.clear();
	}

	public boolean isEmpty() {
		return entries.isEmpty();
	}

	/** Takes everything back, even in a cancelled run, going on past its own errors. */
	Report run() {
		List<String> undone = new ArrayList<>();
		List<String> failed = new ArrayList<>();
		Workflow.newDetachedCancellationScope(() -> {
			while (!entries.isEmpty()) {
				Entry entry = entries.pop();
				try {
					undone.add(entry.action().get());
				}
				catch (RuntimeException failure) {
					log.error("Could not be undone: {}", entry.what(), failure);
					failed.add(entry.what() + ": " + Failures.words(failure));
				}
			}
		}).run();
		return new Report(List.copyOf(undone), List.copyOf(failed));
	}

	/**
	 * What became of an undo.
	 *
	 * @param undone what was taken back, in order
	 * @param failed what was not, each with the reason
	 */
	record Report(List<String> undone, List<String> failed) {

		boolean complete() {
			return failed.isEmpty();
		}

	}

	private record Entry(String what, Supplier<String> action) {
	}

}
