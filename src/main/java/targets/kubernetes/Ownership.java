package targets.kubernetes;

import domain.profile.TargetProfile;
import domain.run.Change;
import domain.run.Run;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a step may do with objects that somebody else keeps, by the profile's word
 * ({@code targets.gitOps}): nothing, change them all the same, or pause the keeper first.
 */
final class Ownership {

	private final Cluster cluster;

	private final TargetProfile place;

	private final Run run;

	private final Set<Keeper> keepers = new LinkedHashSet<>();

	Ownership(Cluster cluster, TargetProfile place, Run run) {
		this.cluster = cluster;
		this.place = place;
		this.run = run;
	}

	/**
	 * Called with an object as it was read, before it is written.
	 * @param changes whether it is about to be changed; an attempt that finds everything
	 * done only takes note of the keepers
	 */
	void clear(HasMetadata object, boolean changes) {
		List<Keeper> found = GitOps.keepers(object, this.place.gitOpsNamespace());
		this.keepers.addAll(found);
		if (changes) {
			found.forEach((keeper) -> clear(object, keeper));
		}
	}

	/** Refuses what {@link #clear} would refuse by the keeper's kind; pauses nothing. */
	void foresee(HasMetadata object) {
		GitOps.keepers(object, this.place.gitOpsNamespace()).forEach((keeper) -> foresee(object, keeper));
	}

	private void foresee(HasMetadata object, Keeper keeper) {
		if (this.place.gitOps() == TargetProfile.GitOps.REFUSE) {
			throw GitOps.refused(object, keeper,
					", or say what to do with gitOps of target %s".formatted(this.place.name()));
		}
		if (this.place.gitOps() == TargetProfile.GitOps.PAUSE && !keeper.tool().pausable()) {
			throw GitOps.refused(object, keeper, "; gitOps: pause can pause Argo CD and Flux only");
		}
	}

	private void clear(HasMetadata object, Keeper keeper) {
		foresee(object, keeper);
		if (this.place.gitOps() == TargetProfile.GitOps.PAUSE) {
			if (!this.run.planning()) {
				new PauseNotes(this.cluster, this.run).write(keeper);
			}
			synchronisation(keeper).pause();
		}
	}

	/** A step's changes, with what they mean to those who keep the objects. */
	List<Change> with(List<Change> made) {
		if (made.isEmpty() || this.keepers.isEmpty()) {
			return made;
		}
		List<Change> all = new ArrayList<>(made);
		for (Keeper keeper : this.keepers) {
			switch (this.place.gitOps()) {
				case REFUSE -> {
					// Refused, or nothing was changed.
				}
				case THROUGH -> all.add(new Change(keeper.inWords(), "keeps what is changed",
						"gone through: it may put back what is written elsewhere"));
				case PAUSE -> all.addAll(synchronisation(keeper).paused());
			}
		}
		return all;
	}

	private Synchronisation synchronisation(Keeper keeper) {
		return new Synchronisation(this.cluster.at(keeper.namespace()), keeper, this.run);
	}

}
