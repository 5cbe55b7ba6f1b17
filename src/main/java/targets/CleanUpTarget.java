package targets;

import domain.maintenance.CleanUpRequest;
import domain.maintenance.Leftover;
import domain.profile.TargetProfile;
import java.util.List;

/**
 * A kind of place where things are left that nobody needs any more. Steps call
 * {@code alive} at least every few seconds; when it throws, they end with what it threw.
 */
public interface CleanUpTarget {

	/** The kind of target that this is for. */
	TargetProfile.Kind kind();

	/** What is there to be removed, in no order; changes nothing. */
	List<Leftover> find(CleanUpRequest request, Runnable alive);

	/**
	 * Removes some of what was found, unless it is needed again; what is not there is
	 * removed already.
	 */
	void remove(CleanUpRequest request, List<Leftover> some, Runnable alive);

}
