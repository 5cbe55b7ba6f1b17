package activities;

import domain.backup.Findings;
import domain.backup.Source;
import domain.drill.Canary;
import domain.drill.CanaryRequest;
import domain.drill.ServiceRequest;
import io.temporal.spring.boot.ActivityImpl;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import stores.Drilled;

/** Finds who knows the kind of store. */
@Component
@ActivityImpl(taskQueues = "operations")
class DrillsImpl implements Drills {

	private final List<Drilled> kinds;

	DrillsImpl(List<Drilled> kinds) {
		this.kinds = kinds;
	}

	@Override
	public Canary markMoment(CanaryRequest request) {
		if (request.run().planning()) {
			return Canary.none("a plan writes nothing");
		}
		return kind(request.source()).map(kind -> kind.stamp(request.source(), request.canary(), request.name()))
			.orElseGet(() -> unknown(request.source()));
	}

	@Override
	public Canary readMark(CanaryRequest request) {
		return kind(request.source()).map(kind -> kind.newest(request.source(), request.canary(), request.place()))
			.orElseGet(() -> unknown(request.source()));
	}

	@Override
	public Findings askService(ServiceRequest request) {
		return kind(request.source())
			.map(kind -> kind.ask(request.source(), request.place(), request.questions()).in(request.run().language()))
			.orElseGet(() -> new Findings(List.of()));
	}

	private Optional<Drilled> kind(Source source) {
		return kinds.stream().filter(kind -> kind.kind() == source.asked().engine()).findFirst();
	}

	private static Canary unknown(Source source) {
		return Canary.none("a store of kind " + source.asked().engine() + " has no canary");
	}

}
