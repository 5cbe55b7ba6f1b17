package activities;

import domain.backup.Findings;
import domain.drill.Canary;
import domain.drill.CanaryRequest;
import domain.drill.ServiceRequest;
import io.temporal.activity.ActivityInterface;

/** What drills do beyond a restore. Each step may be repeated. */
@ActivityInterface
public interface Drills {

	/** Writes the named row into the store in use, or gives it the present moment. */
	Canary markMoment(CanaryRequest request);

	/** The newest row in a restored copy; that there is none is an answer. */
	Canary readMark(CanaryRequest request);

	/** What a restored copy answers to the application. */
	Findings askService(ServiceRequest request);

}
