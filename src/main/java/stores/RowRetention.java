package stores;

import domain.maintenance.CleanUpRequest;
import domain.maintenance.Leftovers;
import domain.profile.StoreProfile;

/** A kind of store whose old rows can be removed. */
public interface RowRetention {

	/** The kind of store that this is for. */
	StoreProfile.Kind kind();

	/** How many rows are too old, and the oldest of them; changes nothing. */
	Leftovers count(CleanUpRequest request);

	/**
	 * Removes the oldest of the rows that are too old, in one transaction.
	 * @param most rows that are removed at most
	 * @return rows that were removed; less than {@code most}: none is left
	 */
	int remove(CleanUpRequest request, int most);

	/**
	 * Gives the room of removed rows back to the table and gathers its statistics anew,
	 * while it is used.
	 */
	void tidy(CleanUpRequest request);

}
