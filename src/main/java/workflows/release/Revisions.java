package workflows.release;

import domain.release.Revision;
import java.util.Comparator;
import java.util.List;
import workflows.steps.Failures;

/** Which revision a rollback means. */
final class Revisions {

	private Revisions() {
	}

	static Revision wanted(List<Revision> history, Revision current, Rollback.Request request) {
		List<Long> numbers = history.stream().map(Revision::number).toList();
		List<String> versions = history.stream().map(Revision::version).toList();
		if (request.toRevision() != null) {
			return history.stream()
				.filter(revision -> revision.number() == request.toRevision())
				.findFirst()
				.orElseThrow(() -> Failures.input("toRevision", request.toRevision(), "there are " + numbers));
		}
		if (request.toVersion() != null) {
			return history.stream()
				.filter(revision -> revision.version().equals(request.toVersion()))
				.max(Comparator.comparingLong(Revision::number))
				.orElseThrow(() -> Failures.input("toVersion", request.toVersion(), "there are " + versions));
		}
		return history.stream()
			.filter(revision -> revision.number() < current.number())
			.max(Comparator.comparingLong(Revision::number))
			.orElseThrow(() -> Failures.input("toRevision", null,
					"there is no revision before the current one (" + current.number() + "); there are " + numbers));
	}

}
