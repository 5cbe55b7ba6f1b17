package stores.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import domain.backup.Backup;
import domain.backup.Contents;
import domain.backup.LogRange;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.ProtectedStore;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import stores.Entry;

/** Which full backup and which pieces of the log belong together. */
class ChainTest {

	private static final Backup MONDAY = full("monday", "0/2000000", "0/2000100", "2026-11-16T01:10:00Z");

	private static final Backup FIRST = piece("first", "0/2000000", "0/5000000", "2026-11-16T02:00:00Z");

	private static final Backup SECOND = piece("second", "0/5000000", "0/9000050", "2026-11-16T03:00:00Z");

	private static final Backup TUESDAY = full("tuesday", "0/A000000", "0/A000100", "2026-11-17T01:10:00Z");

	private static final Backup THIRD = piece("third", "0/9000000", "0/C000000", "2026-11-17T02:00:00Z");

	private static final List<Backup> KEPT = List.of(THIRD, TUESDAY, SECOND, FIRST, MONDAY);

	@Test
	void aFullBackupNeedsNoOther() {
		assertThat(new Chain(KEPT).before(MONDAY)).isEmpty();
	}

	@Test
	void aPieceNeedsTheNewestFullBackupBeforeItAndWhatIsBetween() {
		assertThat(new Chain(KEPT).before(SECOND)).containsExactly(MONDAY, FIRST);
		assertThat(new Chain(KEPT).before(THIRD)).containsExactly(TUESDAY);
	}

	@Test
	void aMomentBeforeTheEndOfTheNewestFullBackupIsReachedFromTheOneBefore() {
		Backup wanted = THIRD.asOf(Instant.parse("2026-11-17T01:00:00Z"));
		assertThat(new Chain(KEPT).before(wanted)).containsExactly(MONDAY, FIRST, SECOND);
	}

	@Test
	void aGapIsNamed() {
		refused(List.of(MONDAY, SECOND), SECOND, "the log has a gap", "0/2000100", "monday", "0/5000000");
	}

	@Test
	void aMomentBeforeTheEndOfTheOldestFullBackupIsRefused() {
		refused(KEPT, FIRST.asOf(Instant.parse("2026-11-16T01:05:00Z")),
				"every full backup ended after 2026-11-16T01:05");
	}

	@Test
	void anotherTimelineAndAnotherServerAreRefused() {
		refused(List.of(FIRST), FIRST, "no full backup that it could be replayed on");
		refused(List.of(of("after", 2, "7", FIRST.log())), of("next", 3, "7", FIRST.log()), "no full backup");
		Backup promoted = of("promoted", 2, "7", FIRST.log());
		refused(List.of(MONDAY, promoted), promoted, "no full backup is of its timeline, 2");
		Backup stranger = of("stranger", 1, "8", FIRST.log());
		refused(List.of(MONDAY, stranger), stranger, "no full backup is of its server, 8");
	}

	@Test
	void aMomentIsReachedByTheShortestReplayThatGoesBeyondIt() {
		Instant moment = Instant.parse("2026-11-16T02:30:00Z");
		List<Entry> entries = KEPT.stream().map(Entry::usable).toList();
		List<Entry> found = Chain.asOf(moment, entries, List.of());
		assertThat(found).singleElement()
			.satisfies(only -> assertThat(only.backup()).isEqualTo(SECOND.asOf(moment)))
			.satisfies(only -> assertThat(only.backup().whole()).isEqualTo(SECOND));
		assertThat(Chain.asOf(Instant.parse("2027-01-01T00:00:00Z"), entries, List.of())).isEmpty();
	}

	@Test
	void segmentsAreNamedAsPostgresqlNamesThem() {
		assertThat(Unpacking.name(1, Chain.at("0/2000000"), 16 << 20)).isEqualTo("000000010000000000000002");
		assertThat(Unpacking.name(31, Chain.at("12/FF000000"), 16 << 20)).isEqualTo("0000001F00000012000000FF");
	}

	private static void refused(List<Backup> kept, Backup wanted, String... words) {
		assertThatThrownBy(() -> new Chain(kept).before(wanted))
			.isInstanceOfSatisfying(PermanentFailure.class,
					failure -> assertThat(failure.kind()).isEqualTo(FailureKind.NOT_VERIFIED))
			.hasMessageContainingAll(words);
	}

	private static Backup full(String id, String from, String until, String end) {
		return backup(id, new LogRange("7", 1, from, until, null, Instant.parse(end), true),
				Instant.parse(end).minusSeconds(600));
	}

	private static Backup piece(String id, String from, String until, String end) {
		return backup(id, new LogRange("7", 1, from, until, until, Instant.parse(end), false), Instant.parse(end));
	}

	private static Backup of(String id, int timeline, String server, LogRange as) {
		return backup(id, new LogRange(server, timeline, as.from(), as.until(), as.mark(), as.end(), false), as.end());
	}

	private static Backup backup(String id, LogRange log, Instant point) {
		return new Backup(id, "database", log.mark() == null ? "full" : "incremental", "there", 1, "", point,
				new TreeMap<>(), true, 1, "shop", ProtectedStore.Engine.POSTGRESQL_PHYSICAL, "run", "folder", List.of(),
				new Contents("shop", "15", new TreeMap<>(), null, null, log), null, null);
	}

}
