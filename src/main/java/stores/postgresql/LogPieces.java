package stores.postgresql;

import domain.backup.Backup;
import domain.backup.Captured;
import domain.backup.LogRange;
import domain.people.Said;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.postgresql.replication.LogSequenceNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import secrets.Secrets;
import stores.BackupOrder;
import stores.Parts;
import stores.Progress;
import stores.Sink;
import stores.Unusable;

/**
 * The log that was written since the last backup, as one part. It begins with the segment
 * in which the last one ended and ends in the middle of a segment: what is missing there
 * is in the next.
 */
final class LogPieces {

	private static final Logger log = LoggerFactory.getLogger(LogPieces.class);

	static final String ENDING = ".wal.gz";

	/** Size of a page of the log; servers built with another are not known. */
	private static final int PAGE = 8192;

	private static final int BUFFER = 1 << 20;

	private final Secrets secrets;

	LogPieces(Secrets secrets) {
		this.secrets = secrets;
	}

	/** Empty when there is nothing that it could follow: a full backup is due. */
	Optional<Captured> capture(BackupOrder order, Sink sink, Progress progress) {
		Server server = Server.reading(order.source(), secrets);
		String database = order.source().store().database();
		try (Replication replication = Replication.open(server, database)) {
			Replication.Identity identity = replication.identify();
			Chain chain = new Chain(order.before().get());
			Optional<Backup> base = chain.furthest(identity.server(), identity.timeline(), false);
			if (base.isEmpty()) {
				log.warn("{}, server {} on timeline {}, has no full backup that its log could follow",
						server.place(database), identity.server(), identity.timeline());
				return Optional.empty();
			}
			LogMark mark = LogMark.write(server, database, order.id());
			List<Backup> beginnings = beginnings(base.get(),
					chain.furthest(identity.server(), identity.timeline(), true));
			return copy(new Slot(order.source(), secrets), replication, beginnings, mark, sink, progress)
				.map(from -> new Captured(mark.moment(),
						mark.contents()
							.with(new LogRange(identity.server(), identity.timeline(), from, mark.until(),
									mark.position(), mark.moment(), false))));
		}
	}

	/**
	 * Best after the last piece, so that no moment is left out; else after the full
	 * backup.
	 */
	private static List<Backup> beginnings(Backup base, Optional<Backup> piece) {
		return piece.map(last -> Chain.at(last.log().until()) < Chain.at(base.log().until()) ? List.of(last, base)
				: List.of(last))
			.orElse(List.of(base));
	}

	private static Optional<String> copy(Slot slot, Replication replication, List<Backup> beginnings, LogMark mark,
			Sink sink, Progress progress) {
		for (Backup last : beginnings) {
			long end = Chain.at(last.log().until());
			long from = end - Long.remainderUnsigned(end, mark.segment());
			String position = LogSequenceNumber.valueOf(from).asString();
			try {
				slot.release(position);
				sink.write(ENDING, out -> {
					GZIPOutputStream packed = new FastGzip(out);
					replication.copy(from, Chain.at(mark.until()), packed, progress);
					packed.finish();
				});
				return Optional.of(position);
			}
			catch (Replication.Gone removed) {
				log.warn(
						"The server has thrown away its log after {}, where backup {} ends: {}. Look why replication slot {} did not keep it",
						last.log().until(), last.id(), removed.getMessage(), slot.name());
			}
		}
		return Optional.empty();
	}

	/** Every page is of this server and this timeline and stands where it must. */
	static void examine(Backup backup, Parts parts, Progress progress) {
		LogRange held = backup.log();
		long until = Chain.at(held.until());
		try (DataInputStream pages = new DataInputStream(open(parts))) {
			byte[] page = new byte[PAGE];
			long segment = PAGE;
			for (long position = Chain.at(held.from()); position < until; position += PAGE) {
				int length = (int) Math.min(PAGE, until - position);
				pages.readFully(page, 0, length);
				ByteBuffer header = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
				if (position == Chain.at(held.from())) {
					segment = Unpacking.segment(header);
				}
				// A segment that was ended early is filled with zeros.
				boolean filled = Long.remainderUnsigned(position, segment) != 0 && header.getLong(8) == 0;
				if (!filled) {
					wrong(header, held, position).ifPresent(what -> {
						throw Unusable.because(backup, what);
					});
				}
				progress.report("reading the log in " + backup.id());
			}
			if (pages.read() >= 0) {
				throw Unusable.because(backup, "it holds more of the log than its manifest says",
						"contém mais do log do que diz o seu manifesto");
			}
		}
		catch (EOFException shorter) {
			throw Unusable.because(backup, "its log ends before %s, where its manifest says it does",
					"o seu log termina antes de %s, onde o manifesto diz que termina", held.until());
		}
		catch (IOException unreadable) {
			throw Unusable.unread(backup, unreadable);
		}
	}

	/** PostgreSQL's XLogPageHeaderData: magic, flags, timeline, address of the page. */
	private static Optional<Said> wrong(ByteBuffer page, LogRange held, long position) {
		long address = page.getLong(8);
		if (address != position) {
			return Optional.of(Said.of("its log is not of %s, but of %s", "o seu log não é de %s, mas de %s",
					LogSequenceNumber.valueOf(position).asString(), LogSequenceNumber.valueOf(address).asString()));
		}
		int timeline = page.getInt(4);
		if (timeline > held.timeline()) {
			return Optional.of(Said.of("its log is of timeline %d, not of %d",
					"o seu log é da linha do tempo %d, não de %d", timeline, held.timeline()));
		}
		boolean begins = (page.getShort(2) & 2) != 0;
		String server = Long.toUnsignedString(page.getLong(24));
		return begins && !server.equals(held.server()) ? Optional.of(Said.of("its log is of server %s, not of %s",
				"o seu log é do servidor %s, não de %s", server, held.server())) : Optional.empty();
	}

	static InputStream open(Parts parts) throws IOException {
		return new BufferedInputStream(new GZIPInputStream(parts.open(ENDING), BUFFER), BUFFER);
	}

}
