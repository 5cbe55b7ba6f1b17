package targets;

import domain.configuration.Copy;
import domain.configuration.EditRequest;
import domain.configuration.Preview;
import domain.profile.TargetProfile;
import domain.release.Changes;

/**
 * A kind of place that keeps configuration. Copies stay on the place beside what they are
 * copies of, so that no secret travels. Every step may run twice.
 */
public interface ConfigurationTarget {

	/** The kind of target that this is for. */
	TargetProfile.Kind kind();

	/**
	 * What the edit would change and whom it concerns; changes nothing.
	 * @throws domain.failure.PermanentFailure {@code NOT_FOUND} when there is no such
	 * ConfigMap, Secret, file or copy, {@code INVALID_INPUT} when the edit cannot be made
	 * on this kind of place
	 */
	Preview preview(EditRequest request);

	/**
	 * Keeps a copy of what is there under the run's own name, unless it is kept already.
	 */
	Copy keepCopy(EditRequest request);

	/** Makes the edit; names that are as wanted are left alone. */
	Changes apply(EditRequest request);

	/** Puts back the run's own copy. */
	Changes putBack(EditRequest request);

}
