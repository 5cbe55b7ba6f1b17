package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.probe.ProbeResult;
import domain.profile.TargetProfile;
import io.fabric8.kubernetes.api.model.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a cluster is fit to be worked on (runbook A: nodes ready, no sick pods). */
final class ClusterInspection {

	private final Cluster cluster;

	private final TargetProfile place;

	ClusterInspection(Cluster cluster, TargetProfile place) {
		this.cluster = cluster;
		this.place = place;
	}

	List<ProbeResult> inspect() {
		refuseMissingPermissions();
		List<ProbeResult> found = new ArrayList<>();
		found.add(nodes());
		found.add(pods());
		return found;
	}

	private void refuseMissingPermissions() {
		List<String> missing = Permissions.missing(this.cluster, Permissions.LIFECYCLE);
		if (!missing.isEmpty()) {
			throw Permissions.forbidden(this.cluster, missing);
		}
	}

	private ProbeResult nodes() {
		String name = this.place.name() + " nodes";
		try {
			List<Node> nodes = this.cluster.nodes();
			List<String> bad = nodes.stream()
				.filter((node) -> !ready(node))
				.map((node) -> node.getMetadata().getName())
				.toList();
			boolean healthy = !nodes.isEmpty() && bad.isEmpty();
			String observed = healthy ? nodes.size() + " ready" : nodes.size() + " nodes, not ready: " + bad;
			return new ProbeResult(name, healthy, observed, "every node ready");
		}
		catch (PermanentFailure failure) {
			if (failure.kind() != FailureKind.FORBIDDEN) {
				throw failure;
			}
			// Who may work in one namespace need not see the nodes.
			return new ProbeResult(name, true, "not shown to Holdfast's identity", "every node ready");
		}
	}

	private static boolean ready(Node node) {
		return node.getStatus() != null && node.getStatus()
			.getConditions()
			.stream()
			.anyMatch((condition) -> condition.getType().equals("Ready") && condition.getStatus().equals("True"));
	}

	private ProbeResult pods() {
		List<PodTrouble> sick = PodTrouble.of(this.cluster.pods().list());
		String observed = sick.isEmpty() ? "none sick"
				: sick.stream().limit(5).map(PodTrouble::inWords).collect(Collectors.joining("; "));
		return new ProbeResult(this.place.name() + " pods", sick.isEmpty(), observed, "no sick pod");
	}

}
