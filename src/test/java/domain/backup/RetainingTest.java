package domain.backup;

import static org.assertj.core.api.Assertions.assertThat;

import domain.profile.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetainingTest {

	private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

	/** One a day for a year, each verified unless it is named. */
	private static List<Backup> year(int... unverified) {
		return IntStream.range(0, 365)
			.mapToObj(days -> backup("b" + days, days, IntStream.of(unverified).noneMatch(each -> each == days)))
			.toList();
	}

	private static Backup backup(String id, int daysAgo, boolean verified) {
		Backup taken = new Backup(id, "database", "daily", "/b/" + id, 1, "00", NOW.minus(Duration.ofDays(daysAgo)),
				new TreeMap<>(), false, 1);
		return verified ? taken.proven(new Verification(NOW, "run", Verification.Depth.READABLE)) : taken;
	}

	private static List<String> kept(List<Backup> backups, Retention retention) {
		return Retaining.plan(backups, retention, NOW).kept().stream().map(Pruned.Decision::id).toList();
	}

	@Test
	void whatIsYoungEnoughStays() {
		assertThat(kept(year(), new Retention(Duration.ofDays(3), null, null, null, null))).containsExactly("b0", "b1",
				"b2");
	}

	@Test
	void theNewestStayByCount() {
		assertThat(kept(year(), new Retention(null, 2, null, null, null))).containsExactly("b0", "b1");
	}

	@Test
	void grandfatherFatherAndSonStay() {
		List<String> kept = kept(year(), new Retention(null, null, 3, 3, 3));
		// Days 21, 20, 19; weeks ending on the 21st, 15th and 8th; November, October,
		// September.
		assertThat(kept).containsExactly("b0", "b1", "b2", "b6", "b13", "b21", "b52");
	}

	@Test
	void theLastVerifiedOneStaysHoweverOldItIs() {
		List<Backup> backups = List.of(backup("old", 400, true), backup("older", 500, true), backup("bad", 300, false));
		Retaining.Plan plan = Retaining.plan(backups, new Retention(Duration.ofDays(30), null, null, null, null), NOW);
		assertThat(plan.kept()).extracting(Pruned.Decision::id).containsExactly("old");
		assertThat(plan.kept().getFirst().reason()).contains("newest verified");
		assertThat(plan.remove()).extracting(Backup::id).containsExactly("bad", "older");
	}

	@Test
	void theLastThatWasRestoredStaysAsWell() {
		Backup proven = backup("proven", 100, false)
			.proven(new Verification(NOW, "drill", Verification.Depth.RESTORED));
		assertThat(kept(List.of(backup("new", 1, true), backup("mid", 50, true), proven),
				new Retention(null, 1, null, null, null)))
			.containsExactly("new", "proven");
	}

	@Test
	void withoutRulesThirtyDaysStay() {
		assertThat(kept(year(), Retention.usual())).hasSize(30);
	}

	@Test
	void nothingToKeepIsNothingToRemove() {
		assertThat(Retaining.plan(List.of(), Retention.usual(), NOW).remove()).isEmpty();
	}

}
