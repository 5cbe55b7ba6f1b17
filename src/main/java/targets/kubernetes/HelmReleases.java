package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.run.Run;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The revisions of one Helm release in its namespace. */
final class HelmReleases {

	private final Cluster cluster;

	private final String release;

	HelmReleases(Cluster cluster, String release) {
		this.cluster = cluster;
		this.release = release;
	}

	/** Oldest first; never empty. */
	List<HelmRevision> revisions() {
		List<HelmRevision> found = this.cluster.secrets()
			.list(Map.of("owner", "helm", "name", this.release))
			.stream()
			.map(HelmRevision::of)
			.sorted(Comparator.comparingLong(HelmRevision::number))
			.toList();
		if (found.isEmpty()) {
			throw new PermanentFailure(FailureKind.NOT_FOUND,
					"There is no Helm release %s in namespace %s at %s. Install it first, or check deploy.helm.release in the profile."
						.formatted(this.release, this.cluster.namespace(), this.cluster.server()));
		}
		return found;
	}

	HelmRevision latest() {
		return revisions().getLast();
	}

	HelmRevision get(long number) {
		List<HelmRevision> all = revisions();
		return all.stream()
			.filter((each) -> each.number() == number)
			.findFirst()
			.orElseThrow(() -> new PermanentFailure(FailureKind.NOT_FOUND,
					"Helm release %s in namespace %s has no revision %d any more. It has %s.".formatted(this.release,
							this.cluster.namespace(), number, all.stream().map(HelmRevision::number).toList())));
	}

	/** Writes down that the run is about to make the revision after this one. */
	void claim(HelmRevision latest, Run run) {
		notes().write(run, (data) -> {
			data.put("run", Marks.runLabel(run));
			data.put("revision", Long.toString(latest.number() + 1));
		});
	}

	/** Whether a revision that did not get done is one that the run has begun. */
	boolean claimed(HelmRevision begun, Run run) {
		Map<String, String> data = notes().read();
		return Marks.runLabel(run).equals(data.get("run"))
				&& Long.toString(begun.number()).equals(data.get("revision"));
	}

	/** Not on Helm's own record: Helm writes that anew. */
	private OwnNotes notes() {
		return new OwnNotes(this.cluster, "holdfast-helm-" + this.release);
	}

	/** Takes away the record of an attempt that died: Helm refuses to work beside it. */
	void forget(HelmRevision pending) {
		this.cluster.secrets().delete(pending.secret());
	}

}
