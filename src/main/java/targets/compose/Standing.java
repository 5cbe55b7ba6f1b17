package targets.compose;

import domain.lifecycle.Workload;
import domain.lifecycle.WorkloadState;
import domain.lifecycle.WorkloadState.Condition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a service stands, made of its containers. */
final class Standing {

	private final Workload workload;

	private final String place;

	Standing(Workload workload, String place) {
		this.workload = workload;
		this.place = place;
	}

	WorkloadState of(Optional<List<Container>> found) {
		return found.map(this::of)
			.orElseGet(() -> state(Condition.ABSENT, 0, 0, null, null,
					"the compose project %s has no service %s".formatted(this.place, this.workload.name())));
	}

	private WorkloadState of(List<Container> containers) {
		int ready = (int) containers.stream().filter(Container::ready).count();
		boolean asked = containers.stream().anyMatch(Container::asked);
		// Beside one that is up, those that are not have crashed.
		int wanted = asked ? containers.size() : 0;
		Condition condition = !asked ? Condition.STOPPED : (ready == wanted) ? Condition.RUNNING : Condition.DEGRADED;
		Integer before = (asked || containers.isEmpty()) ? null : containers.size();
		return state(condition, wanted, ready, containers, before, trouble(containers, asked));
	}

	private static String trouble(List<Container> containers, boolean asked) {
		String words = containers.stream()
			.filter((container) -> asked ? !container.ready() : container.crashed())
			.map(Container::inWords)
			.collect(Collectors.joining("; "));
		return words.isEmpty() ? null : words;
	}

	private WorkloadState state(Condition condition, int wanted, int ready, List<Container> containers,
			Integer stoppedFrom, String detail) {
		return new WorkloadState(this.workload.component(), condition, wanted, ready, version(containers),
				incarnation(containers), stoppedFrom, detail);
	}

	static String incarnation(List<Container> containers) {
		return (containers == null || containers.isEmpty()) ? null
				: containers.stream().map(Container::incarnation).sorted().collect(Collectors.joining(" "));
	}

	/**
	 * The image's tag; an image that was built here has none that tells versions apart.
	 */
	private static String version(List<Container> containers) {
		if (containers == null || containers.isEmpty()) {
			return null;
		}
		String image = containers.get(0).image();
		String last = image.substring(image.lastIndexOf('/') + 1);
		int colon = last.indexOf(':');
		return (image.startsWith("sha256:") || colon < 0) ? null : last.substring(colon + 1);
	}

}
