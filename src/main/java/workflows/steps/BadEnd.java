package workflows.steps;

import java.util.List;

/**
 * How a run ended before its steps did, told when everything that could be taken back
 * was.
 *
 * @param rejected whether a person said no at a gate; else a failure, an abort, a
 * cancellation or silence ended it
 * @param why in words
 * @param undone what was taken back
 * @param failed what could not be taken back
 */
public record BadEnd(boolean rejected, String why, List<String> undone, List<String> failed) {

	/** A no before anything was begun: there is nothing to report. */
	public boolean nothingBegun() {
		return rejected && undone.isEmpty() && failed.isEmpty();
	}

}
