package stores;

import domain.backup.Place;
import domain.backup.Source;
import domain.drill.Canary;
import domain.profile.CanaryRow;
import domain.profile.IntegrityCheck;
import domain.profile.ProtectedStore;
import java.util.List;

/**
 * What a drill needs of a kind of store beyond its restore. Failures as with
 * {@link BackupEngine}.
 */
public interface Drilled {

	/** Which kind. */
	ProtectedStore.Engine kind();

	/** Writes the row into the store in use; one of this name gets the present moment. */
	Canary stamp(Source source, CanaryRow canary, String name);

	/** The newest row in a place; that there is none is an answer. */
	Canary newest(Source source, CanaryRow canary, Place place);

	/** What a copy answers to the application's user. */
	Comparisons ask(Source source, Place place, List<IntegrityCheck> questions);

}
