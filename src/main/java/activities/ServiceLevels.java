package activities;

import domain.lifecycle.DrainRequest;
import domain.lifecycle.Drained;
import domain.lifecycle.LevelReading;
import domain.lifecycle.LevelsRequest;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** Measures what a system promises and how much it has under way. Changes nothing. */
@ActivityInterface
public interface ServiceLevels {

	/**
	 * Measures every level that has a query, side by side; while one is missed it asks
	 * again until the request's time is over, while the source is away for some seconds.
	 */
	List<LevelReading> measureLevels(LevelsRequest request);

	/** Waits until the work under way is down to its limit, at most the drain's time. */
	Drained awaitDrained(DrainRequest request);

}
