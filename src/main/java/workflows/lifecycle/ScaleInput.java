package workflows.lifecycle;

import domain.lifecycle.Bounds;
import domain.profile.Scaling;
import java.util.ArrayList;
import java.util.List;
import workflows.steps.Failures;

/** What can be asked of a scaling, and how it is said. */
final class ScaleInput {

	private static final int MOST_PERCENT = 1000;

	private ScaleInput() {
	}

	static void check(Scale.Request request) {
		if (request.replicas() == null && request.resources() == null && request.autoscaler() == null
				&& request.storage() == null) {
			throw Failures.input("replicas", null,
					"give at least one of \"replicas\", \"resources\", \"autoscaler\", \"storage\", for example {\"replicas\": 5}");
		}
		if (request.autoscaler() != null) {
			check(request.autoscaler());
		}
		if (request.storage() != null && !request.storage().matches("[1-9][0-9]*(Mi|Gi|Ti)")) {
			throw Failures.input("storage", request.storage(), "a size such as \"20Gi\" is allowed (Mi, Gi, Ti)");
		}
	}

	private static void check(Bounds bounds) {
		if (bounds.minimum() != null && bounds.minimum() < 1) {
			throw Failures.input("autoscaler.minimum", bounds.minimum(), "1 or more is allowed");
		}
		if (bounds.minimum() != null && bounds.maximum() != null && bounds.maximum() < bounds.minimum()) {
			throw Failures.input("autoscaler.maximum", bounds.maximum(),
					"at least autoscaler.minimum (" + bounds.minimum() + ") is allowed");
		}
		if (bounds.cpuPercent() != null && (bounds.cpuPercent() < 1 || bounds.cpuPercent() > MOST_PERCENT)) {
			throw Failures.input("autoscaler.cpuPercent", bounds.cpuPercent(), "1 to " + MOST_PERCENT + " is allowed");
		}
	}

	/** Stopping is not scaling: it has its own procedure, which drains first. */
	static void checkReplicas(Integer replicas, Scaling scaling) {
		if (replicas == null) {
			return;
		}
		boolean tooMany = scaling.maximum() != null && replicas > scaling.maximum();
		if (replicas < scaling.minimum() || tooMany) {
			throw Failures.input("replicas", replicas,
					scaling.minimum() + " to " + (scaling.maximum() == null ? "any number" : scaling.maximum())
							+ " is allowed (scaling in the profile)");
		}
	}

	static String inWords(Scale.Request request) {
		List<String> words = new ArrayList<>();
		if (request.replicas() != null) {
			words.add("replicas " + request.replicas());
		}
		if (request.resources() != null) {
			words.add(request.resources().toString());
		}
		if (request.autoscaler() != null) {
			words.add("autoscaler " + request.autoscaler());
		}
		if (request.storage() != null) {
			words.add("storage " + request.storage());
		}
		return String.join(", ", words);
	}

}
