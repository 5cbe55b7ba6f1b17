package stores;

import domain.backup.Backup;
import domain.backup.Captured;
import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.profile.ProtectedStore;
import domain.release.Changes;
import domain.run.Change;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes backups of one kind of store and brings them back. It knows nothing of where
 * backups are kept: parts are written into a {@link Sink} and read from {@link Parts}.
 *
 * <p>
 * Every method fails with {@link domain.failure.PermanentFailure} when repeating cannot
 * help (kind {@code NOT_VERIFIED}: the backup is bad; {@code FORBIDDEN},
 * {@code NOT_FOUND}, {@code PROFILE}: say which field) and with
 * {@link domain.failure.TransientFailure} when it may pass. Every method may be repeated
 * after a worker died half-way: what an earlier attempt of the same run left is adopted
 * or begun anew. Long work reports to {@link Progress} at least every few seconds.
 */
public interface BackupEngine {

	/** Which kind. */
	ProtectedStore.Engine kind();

	/**
	 * Whether it is the one for this store; several engines of one kind differ in what
	 * they work on.
	 */
	default boolean takes(Source source) {
		return kind() == source.asked().engine();
	}

	/**
	 * What is missing in the profile for this kind, in words that name the field; empty
	 * when nothing is.
	 */
	Optional<String> missing(Source source);

	/**
	 * Whether it keeps its backups itself (Velero), so that nothing is written into the
	 * sink; it then answers {@link #kept} and {@link #remove}.
	 */
	default boolean keepsThem() {
		return false;
	}

	/**
	 * Takes a backup: parts into the sink, the first of them holding the data, and the
	 * contents as they were at the recovery point.
	 */
	Captured capture(BackupOrder order, Sink sink, Progress progress);

	/**
	 * Reads a backup back without restoring it: the archive is readable and holds what
	 * its manifest and the profile's {@code expects} say. Size and checksum of parts have
	 * been compared already.
	 * @throws domain.failure.PermanentFailure kind {@code NOT_VERIFIED}, with what is
	 * wrong
	 */
	void examine(Source source, Backup backup, Parts parts, Progress progress);

	/** How a place stands now; one that is not there or damaged is an answer. */
	Seen look(Source source, Place place, Progress progress);

	/** The place that the application uses, by the profile. */
	Place live(Source source);

	/**
	 * The place that a run makes for this purpose: its name is made of the run's id, so
	 * that every attempt names the same.
	 */
	Place own(Source source, Place.Purpose purpose, String runId, Instant expires);

	/**
	 * Makes the place hold the backup's data and nothing else. Whatever goes wrong, what
	 * the application uses is untouched unless the place is the one in use.
	 */
	void restore(RestoreRequest request, Parts parts, Progress progress);

	/**
	 * Compares a place with what the backup says, and asks the profile's questions.
	 */
	Comparisons check(RestoreRequest request, Progress progress);

	/**
	 * Puts the request's place where the application looks, and what was there aside; all
	 * of it or nothing. Done already: nothing. Where a product can do it in part only
	 * (Velero), the answer says what is lacking, and it goes on when it is called again
	 * with that accepted.
	 */
	Changes activate(RestoreRequest request, Progress progress);

	/** What {@link #activate} would change, without changing it. */
	default List<Change> plan(RestoreRequest request) {
		return List.of(new Change(request.source().name() + " " + live(request.source()).name(),
				"as it was, kept as " + request.aside().name(), "from backup " + request.backup().id()));
	}

	/**
	 * Undoes {@link #activate}: what was put aside comes back. Never activated: nothing.
	 */
	Changes putBack(RestoreRequest request, Progress progress);

	/** The places that runs have made here and that are still there. */
	List<Place> places(Source source);

	/** Removes a place that a run has made; never the one in use. Not there: nothing. */
	Changes drop(RestoreRequest request, Progress progress);

	/**
	 * The last moment whose data may be in a backup: one that is asked for as of a moment
	 * must hold nothing later. The recovery point, where a backup is taken in one piece.
	 */
	default Instant holdsUntil(Backup backup) {
		return backup.recoveryPoint();
	}

	/**
	 * What there is for whoever wants the data as of a moment, newest first: backups that
	 * hold nothing later, and those of which only a part is wanted ({@link Backup#asOf}).
	 */
	default List<Entry> asOf(Instant moment, List<Entry> entries) {
		return entries.stream().filter(entry -> !holdsUntil(entry.backup()).isAfter(moment)).toList();
	}

	/**
	 * The other backups without which this one cannot be restored, in the order in which
	 * they are needed.
	 * @param kept the usable ones, this one among them
	 * @throws domain.failure.PermanentFailure kind {@code NOT_VERIFIED} when one is
	 * missing, with what
	 */
	default List<Backup> needs(Backup backup, List<Backup> kept) {
		return List.of();
	}

	/** The backups that it keeps itself. */
	default List<Backup> kept(Source source) {
		return List.of();
	}

	/**
	 * Files that a system's own programs keep where they are, whoever had them made:
	 * named as they are there, with their size and the moment of their last change.
	 * Nothing says whether they are good.
	 */
	default List<Backup> beside(Source source) {
		return List.of();
	}

	/**
	 * Notes with a backup that it keeps itself that it was proven; one that can keep no
	 * notes leaves it to the ledger.
	 */
	default void note(Source source, Backup proven) {
	}

	/** Removes a backup that it keeps itself. Not there: nothing. */
	default void remove(Source source, Backup backup) {
		throw new UnsupportedOperationException("backups of kind " + kind() + " are kept at destinations");
	}

}
