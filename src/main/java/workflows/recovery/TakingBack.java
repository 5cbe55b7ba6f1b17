package workflows.recovery;

import domain.people.Severity;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Map;
import workflows.steps.Gate;
import workflows.steps.Procedure;
import workflows.steps.Words;

/** The way back from a restore that has come to a good end. */
final class TakingBack {

	private final Procedure procedure;

	private final Words words;

	private final StoreRestore store;

	private final Switching switching;

	private final Writers writers;

	TakingBack(Procedure procedure, StoreRestore store, Switching switching, Writers writers) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.store = store;
		this.switching = switching;
		this.writers = writers;
	}

	/** Waits for somebody who wants the state before the restore back. */
	boolean isWanted() {
		Duration window = store.source().asked().restore().undoWithin();
		if (window.isZero()) {
			removeWhatNobodyCanHaveBack();
			return false;
		}
		boolean back = procedure.askAfterwards(new Gate.Question("undo", "undo", words.say(
				"%s is restored. Approve to take the restore back: %s takes its place again and what was written since is lost. Without an answer the restore stays and the copy is removed.",
				"%s está restaurado. Aprove para desfazer a restauração: %s volta ao lugar e o que foi escrito desde então se perde. Sem resposta, a restauração fica e a cópia é removida.",
				store.source().name(), switching.safety()), false, window));
		if (!back) {
			// Whoever cancels the waiting does not mean the copy to stay for ever.
			Workflow.newDetachedCancellationScope(() -> switching.removeSafety(store.request())).run();
		}
		return back;
	}

	private void removeWhatNobodyCanHaveBack() {
		if (Workflow.getVersion("no-window-no-copy", Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION) {
			Workflow.newDetachedCancellationScope(() -> switching.removeSafety(store.request())).run();
		}
	}

	/**
	 * Takes it back. If that fails half-way the restored data is in use again, and the
	 * writers run as they were found.
	 */
	String takeBack() {
		procedure.gates().awaitNotHeld();
		writers.observe();
		writers.stop();
		procedure.undo()
			.register(words.say("the restored data", "os dados restaurados"),
					() -> switching.overAgain(store.request()));
		String done = switching.back(store.request());
		writers.start();
		procedure.keepWhatWasDone();
		store.remove();
		if (Workflow.getVersion("taken-back-leaves-nothing", Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION) {
			// An engine may keep the copy until nothing can go wrong any more.
			switching.removeSafety(store.request());
		}
		procedure.tell("taken-back", "procedure-done", Severity.WARNING, Map.of("summary", done));
		return words.say("the restore was taken back: %s", "a restauração foi desfeita: %s", done);
	}

}
