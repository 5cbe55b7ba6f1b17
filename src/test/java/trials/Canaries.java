package trials;

import activities.Drills;
import domain.backup.Finding;
import domain.backup.Findings;
import domain.drill.Canary;
import domain.drill.CanaryRequest;
import domain.drill.ServiceRequest;
import domain.profile.IntegrityCheck;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Rows of canaries, and the application's questions. */
final class Canaries implements Drills {

	private static final List<IntegrityCheck> USUAL = List.of(new IntegrityCheck("its user sees tables", "", null));

	/** Names of the rows in use. */
	final Set<String> rows = new ConcurrentSkipListSet<>();

	/** When the newest row in every copy was written; null: there is none. */
	volatile Instant inCopies;

	volatile boolean serves = true;

	@Override
	public Canary markMoment(CanaryRequest request) {
		rows.add(request.name());
		return new Canary(request.name(), Instant.EPOCH, null);
	}

	@Override
	public Canary readMark(CanaryRequest request) {
		return inCopies == null ? Canary.none("the table is not in the copy") : new Canary("backup", inCopies, null);
	}

	@Override
	public Findings askService(ServiceRequest request) {
		return new Findings((request.questions().isEmpty() ? USUAL : request.questions()).stream()
			.map(question -> new Finding(question.name(), "yes", serves ? "t" : "f", serves))
			.toList());
	}

}
