package activities;

import domain.release.Changes;
import domain.site.PreparationRequest;
import domain.site.Resolved;
import domain.site.TrafficRequest;
import io.temporal.activity.ActivityInterface;

/** Makes another place ready for a system and sends its clients there. */
@ActivityInterface
public interface Sites {

	/** Makes one thing so; so already: nothing. In plan mode it only looks. */
	Changes prepareSite(PreparationRequest request);

	/** Runs the profile's program that switches, or that takes it back. */
	Changes switchTraffic(TrafficRequest request);

	/** Waits until the clients' name stands for the wanted address; late is an answer. */
	Resolved awaitName(TrafficRequest request);

}
