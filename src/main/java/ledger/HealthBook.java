package ledger;

import domain.probe.HealthRecord;
import domain.probe.Remembered;

/** What is known of the health of systems between two runs that ask for it. */
public interface HealthBook {

	/**
	 * Enters a run's answers, once, and says which states changed by them; asked again
	 * for the same run it says the same. A ledger that is away remembers nothing, which
	 * is said and fails nobody.
	 */
	Remembered remember(HealthRecord answers);

}
