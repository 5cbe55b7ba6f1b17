package stores.postgresql;

import domain.backup.Backup;
import domain.backup.Candidate;
import domain.backup.LogRange;
import domain.failure.PermanentFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.postgresql.replication.LogSequenceNumber;
import stores.Shelf;

/**
 * What is replayed after what: a full backup and the pieces of the log that follow it
 * without a gap, on one server and one timeline.
 */
final class Chain {

	private final List<Backup> kept;

	Chain(List<Backup> kept) {
		this.kept = kept.stream().filter(backup -> backup.log() != null).toList();
	}

	static boolean incremental(Backup backup) {
		return backup.log() != null && backup.log().mark() != null;
	}

	/** A position in the log, to be compared. */
	static long at(String position) {
		return LogSequenceNumber.valueOf(position).asLong();
	}

	/**
	 * The full backup, and the pieces before this one; empty for a full backup.
	 * @throws PermanentFailure when one of them is missing
	 */
	List<Backup> before(Backup wanted) {
		if (!incremental(wanted)) {
			return List.of();
		}
		List<Backup> bases = bases(wanted);
		if (bases.isEmpty()) {
			throw Shelf.unusable(wanted, noBase(wanted));
		}
		PermanentFailure newest = null;
		for (Backup base : bases) {
			try {
				return from(base, wanted);
			}
			catch (PermanentFailure gap) {
				newest = newest == null ? gap : newest;
			}
		}
		throw newest;
	}

	/** Newest first: the newer the base, the less is replayed. */
	private List<Backup> bases(Backup wanted) {
		return kept.stream()
			.filter(backup -> !incremental(backup) && follows(backup.log(), wanted.log()))
			.filter(base -> !base.log().end().isAfter(wanted.recoveryPoint()))
			.filter(base -> at(base.log().until()) <= at(wanted.log().until()))
			.sorted(Comparator.comparing((Backup base) -> base.log().end()).reversed())
			.toList();
	}

	private static boolean follows(LogRange one, LogRange next) {
		return one.server().equals(next.server()) && one.timeline() == next.timeline();
	}

	private String noBase(Backup wanted) {
		if (kept.stream().noneMatch(backup -> !incremental(backup))) {
			return "there is no full backup that it could be replayed on";
		}
		boolean timeline = kept.stream()
			.anyMatch(backup -> !incremental(backup) && backup.log().server().equals(wanted.log().server()));
		if (!timeline) {
			return "no full backup is of its server, " + wanted.log().server();
		}
		boolean same = kept.stream().anyMatch(backup -> !incremental(backup) && follows(backup.log(), wanted.log()));
		return same ? "every full backup ended after " + wanted.recoveryPoint() + ": nothing older can be replayed"
				: "no full backup is of its timeline, " + wanted.log().timeline();
	}

	private List<Backup> from(Backup base, Backup wanted) {
		List<Backup> chain = new ArrayList<>(List.of(base));
		long reached = at(base.log().until());
		while (at(wanted.log().from()) > reached) {
			Backup next = next(wanted, reached);
			if (next == null) {
				throw Shelf.unusable(wanted,
						"the log has a gap: nothing holds what was written after "
								+ LogSequenceNumber.valueOf(reached).asString() + ", where " + chain.getLast().id()
								+ " ends, and it begins at " + wanted.log().from());
			}
			chain.add(next);
			reached = at(next.log().until());
		}
		return chain;
	}

	/** The longest piece that begins no later than what is there ends. */
	private Backup next(Backup wanted, long reached) {
		return kept.stream()
			.filter(piece -> incremental(piece) && follows(piece.log(), wanted.log()))
			.filter(piece -> at(piece.log().from()) <= reached && at(piece.log().until()) > reached)
			.max(Comparator.comparing(piece -> at(piece.log().until())))
			.orElse(null);
	}

	/** How far the log is kept without regard to where it begins; empty: not at all. */
	Optional<Backup> furthest(String server, int timeline, boolean pieces) {
		return kept.stream()
			.filter(backup -> incremental(backup) == pieces && backup.log().server().equals(server)
					&& backup.log().timeline() == timeline)
			.max(Comparator.comparing(backup -> at(backup.log().until())));
	}

	/**
	 * The shortest replay that goes beyond a moment, ended there, and behind it what ends
	 * before.
	 */
	static List<Candidate> asOf(Instant moment, List<Candidate> entries, List<Candidate> older) {
		List<Candidate> all = new ArrayList<>();
		entries.stream()
			.filter(entry -> entry.usable() && incremental(entry.backup()))
			.filter(entry -> !entry.backup().recoveryPoint().isBefore(moment))
			.min(Comparator.comparing(entry -> entry.backup().recoveryPoint()))
			.ifPresent(entry -> all.add(new Candidate(entry.backup().asOf(moment), null)));
		all.addAll(older);
		return all;
	}

}
