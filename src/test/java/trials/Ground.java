package trials;

import activities.Sites;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.release.Changes;
import domain.run.Change;
import domain.site.PreparationRequest;
import domain.site.Resolved;
import domain.site.TrafficRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Another place in memory: what is prepared there, and whether clients go there. */
final class Ground implements Sites {

	final Set<String> prepared = new ConcurrentSkipListSet<>();

	volatile boolean clients;

	/** Whether the clients' name is seen to follow. */
	volatile boolean seen = true;

	/** What cannot be made so. */
	volatile String impossible;

	@Override
	public Changes prepareSite(PreparationRequest request) {
		String name = request.preparation().name();
		if (name.equals(impossible)) {
			throw new PermanentFailure(FailureKind.CONFLICT, name + " ended with code 100");
		}
		boolean made = request.run().planning() ? !prepared.contains(name) : prepared.add(name);
		return new Changes(
				made ? List.of(new Change(name + " on " + request.target().host(), "not so", "so")) : List.of());
	}

	@Override
	public Changes switchTraffic(TrafficRequest request) {
		if (!request.run().planning()) {
			clients = !request.back();
		}
		return new Changes(List.of(new Change("traffic", "", request.back() ? "as before" : "switched")));
	}

	@Override
	public Resolved awaitName(TrafficRequest request) {
		return new Resolved(List.of(seen ? request.traffic().address() : "192.0.2.1"), seen);
	}

}
