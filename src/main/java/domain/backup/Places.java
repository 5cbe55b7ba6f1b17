package domain.backup;

import java.util.List;

/**
 * Places of a store.
 *
 * @param live the one in use
 * @param own that of the run, for its purpose
 * @param aside where what is in use goes
 * @param others those that any run has made and that are still there
 */
public record Places(Place live, Place own, Place aside, List<Place> others) {

	public Places {
		others = others == null ? List.of() : List.copyOf(others);
	}

}
