package local;

import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Tests that need what not every machine has. */
public final class Needs {

	private Needs() {
	}

	/**
	 * Skips the test when something is missing; fails it where nothing may be skipped
	 * (CI).
	 * @param missing what is missing, and how to get it
	 */
	public static void orSkip(Optional<String> missing) {
		missing.ifPresent((why) -> {
			if (System.getenv("HOLDFAST_SKIP_NOTHING") != null) {
				Assertions.fail(why);
			}
			Assumptions.abort(why);
		});
	}

}
