package stores;

import domain.backup.Part;
import domain.backup.Source;
import domain.profile.Destination;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * A kind of place that backups are kept in. Names are plain file names; what is under a
 * name is whole. The profile's words about the place are in {@link Source#destination()}.
 *
 * <p>
 * Failures as with {@link BackupEngine}; a place that is full may be freed, so the step
 * is repeated.
 */
public interface BackupDestination {

	/** Which kind. */
	Destination.Kind kind();

	/** What is missing in the profile for this kind; empty when nothing is. */
	Optional<String> missing(Source source);

	/**
	 * Writes a part under a temporary name, syncs it, computes its checksum on the way,
	 * and gives it its name, in place of what was there. A failure leaves nothing.
	 */
	Part write(Source source, String name, Sink.Content content, Progress progress);

	/** Opens what is under a name. The caller closes it. */
	InputStream read(Source source, String name) throws IOException;

	/** Everything there with its size, without checksums. Not there: empty. */
	List<Part> list(Source source);

	/** Removes what is under a name. Not there: nothing. */
	void delete(Source source, String name);

	/** Removes what interrupted writes of this backup have left. */
	void clean(Source source, String id);

	/** Where a name is, for people. */
	String place(Source source, String name);

}
