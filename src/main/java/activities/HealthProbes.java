package activities;

import domain.probe.HealthRecord;
import domain.probe.HealthReport;
import domain.probe.HealthRequest;
import domain.probe.Remembered;
import io.temporal.activity.ActivityInterface;

/** Asks systems how they are, and remembers what they said. */
@ActivityInterface
public interface HealthProbes {

	/**
	 * Asks every probe, all side by side; one that gives no answer within its time has
	 * failed. Always answers.
	 */
	HealthReport askProbes(HealthRequest request);

	/**
	 * Remembers answers and says which states changed by them, once per run: repeated, it
	 * says the same. Without its memory it says so, and that nothing changed.
	 */
	Remembered rememberAnswers(HealthRecord answers);

}
