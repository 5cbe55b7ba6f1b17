package activities;

import domain.backup.Findings;
import domain.backup.Place;
import domain.backup.Places;
import domain.backup.PlacesRequest;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.backup.Standing;
import domain.release.Changes;
import domain.run.Change;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.spring.boot.ActivityImpl;
import java.util.List;
import org.springframework.stereotype.Component;
import stores.BackupEngine;
import stores.Parts;
import stores.Progress;

/** Finds the engine and hands it the backup's parts. */
@Component
@ActivityImpl(taskQueues = "operations")
class RestoresImpl implements Restores {

	private final Shelves shelves;

	RestoresImpl(Shelves shelves) {
		this.shelves = shelves;
	}

	@Override
	public Places planPlaces(PlacesRequest request) {
		Source source = request.source();
		BackupEngine engine = shelves.engine(source);
		String run = request.run().runId();
		return new Places(engine.live(source), engine.own(source, request.purpose(), run, request.expires()),
				engine.own(source, Place.Purpose.SAFETY, run, request.expires()), engine.places(source));
	}

	@Override
	public Standing inspectPlace(RestoreRequest request) {
		return engine(request).look(request.source(), request.place(), heartbeat()).in(request.run().language());
	}

	@Override
	public Changes restoreBackup(RestoreRequest request) {
		Change change = new Change(request.place().name(), "absent", "holds backup " + request.backup().id());
		if (!request.run().planning()) {
			BackupEngine engine = engine(request);
			Parts none = ending -> {
				throw new IllegalStateException(engine.kind() + " keeps its backups itself");
			};
			engine.restore(request, engine.keepsThem() ? none : shelves.shelf(request.source()).parts(request.backup()),
					heartbeat());
		}
		return new Changes(List.of(change));
	}

	@Override
	public Findings checkRestored(RestoreRequest request) {
		return engine(request).check(request, heartbeat()).in(request.run().language());
	}

	@Override
	public Changes activatePlace(RestoreRequest request) {
		if (request.run().planning()) {
			return new Changes(engine(request).plan(request));
		}
		return engine(request).activate(request, heartbeat());
	}

	@Override
	public Changes putBackPlace(RestoreRequest request) {
		return engine(request).putBack(request, heartbeat());
	}

	@Override
	public Places listPlaces(PlacesRequest request) {
		BackupEngine engine = shelves.engine(request.source());
		return new Places(engine.live(request.source()), null, null, engine.places(request.source()));
	}

	@Override
	public Changes dropPlace(RestoreRequest request) {
		return request.run().planning() ? new Changes(List.of()) : engine(request).drop(request, heartbeat());
	}

	private BackupEngine engine(RestoreRequest request) {
		return shelves.engine(request.source());
	}

	private static Progress heartbeat() {
		ActivityExecutionContext context = Activity.getExecutionContext();
		return context::heartbeat;
	}

}
