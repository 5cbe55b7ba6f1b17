package domain.backup;

import java.util.List;

/**
 * What is at a destination.
 *
 * @param entries all, newest recovery point first; those that cannot be read last
 */
public record Catalogue(List<Candidate> entries) {

	public Catalogue {
		entries = entries == null ? List.of() : List.copyOf(entries);
	}

}
