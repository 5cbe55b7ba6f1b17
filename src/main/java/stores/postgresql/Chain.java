package stores.postgresql;

import domain.backup.Backup;
import domain.backup.LogRange;
import domain.failure.PermanentFailure;
import domain.people.Said;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.postgresql.replication.LogSequenceNumber;
import stores.Entry;
import stores.Unusable;

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
			throw Unusable.because(wanted, noBase(wanted));
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

	private Said noBase(Backup wanted) {
		if (kept.stream().noneMatch(backup -> !incremental(backup))) {
			return Said.of("there is no full backup that it could be replayed on",
					"não há backup completo sobre o qual possa ser aplicado");
		}
		boolean timeline = kept.stream()
			.anyMatch(backup -> !incremental(backup) && backup.log().server().equals(wanted.log().server()));
		if (!timeline) {
			return Said.of("no full backup is of its server, %s", "nenhum backup completo é do seu servidor, %s",
					wanted.log().server());
		}
		boolean same = kept.stream().anyMatch(backup -> !incremental(backup) && follows(backup.log(), wanted.log()));
		return same
				? Said.of("every full backup ended after %s: nothing older can be replayed",
						"todo backup completo terminou depois de %s: nada mais antigo pode ser aplicado",
						wanted.recoveryPoint())
				: Said.of("no full backup is of its timeline, %d", "nenhum backup completo é da sua linha do tempo, %d",
						wanted.log().timeline());
	}

	private List<Backup> from(Backup base, Backup wanted) {
		List<Backup> chain = new ArrayList<>(List.of(base));
		long reached = at(base.log().until());
		while (at(wanted.log().from()) > reached) {
			Backup next = next(wanted, reached);
			if (next == null) {
				throw Unusable.because(wanted,
						"the log has a gap: nothing holds what was written after %s, where %s ends, and it begins at %s",
						"o log tem uma lacuna: nada contém o que foi escrito depois de %s, onde %s termina, e ele começa em %s",
						LogSequenceNumber.valueOf(reached).asString(), chain.getLast().id(), wanted.log().from());
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
	static List<Entry> asOf(Instant moment, List<Entry> entries, List<Entry> older) {
		List<Entry> all = new ArrayList<>();
		entries.stream()
			.filter(entry -> entry.usable() && incremental(entry.backup()))
			.filter(entry -> !entry.backup().recoveryPoint().isBefore(moment))
			.min(Comparator.comparing(entry -> entry.backup().recoveryPoint()))
			.ifPresent(entry -> all.add(Entry.usable(entry.backup().asOf(moment))));
		all.addAll(older);
		return all;
	}

}
