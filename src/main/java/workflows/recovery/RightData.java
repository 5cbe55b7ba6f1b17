package workflows.recovery;

import domain.failure.FailureKind;
import java.time.Instant;
import java.util.function.Supplier;
import workflows.steps.Failures;
import workflows.steps.Procedure;
import workflows.steps.Words;

/** Restores until what was restored is right: a system is never started on other data. */
final class RightData {

	private final Procedure procedure;

	private final Words words;

	private final StoreRestore store;

	RightData(Procedure procedure, StoreRestore store) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.store = store;
	}

	/**
	 * Ends with data that was compared and found right, or not at all.
	 * @param wanted the moment to go back to; null: the newest
	 * @param stopped what is stopped meanwhile, for people
	 */
	void restore(Instant wanted, Supplier<String> stopped) {
		while (true) {
			procedure.gates().awaitNotHeld();
			String problem = store.restoreAndCompare();
			if (problem == null) {
				store.noteProof();
				return;
			}
			procedure.board().note(problem);
			switch (new WayOut(procedure).ask(problem, store.choice().untried())) {
				case OLDER -> store.chooseOlder(wanted);
				case BACK -> throw WayOut.back(words, problem);
				case STOPPED -> {
					procedure.keepWhatWasDone();
					throw Failures.of(FailureKind.NOT_VERIFIED,
							words.say("%s. Left stopped as decided: %s; restored data is in %s",
									"%s. Deixado parado como decidido: %s; os dados restaurados estão em %s", problem,
									stopped.get(), store.places().own().name()));
				}
			}
		}
	}

}
