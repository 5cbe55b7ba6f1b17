package activities;

import static org.assertj.core.api.Assertions.assertThat;

import domain.check.Measurement;
import domain.check.Verdict;
import domain.check.WatchCounters;
import domain.check.WatchEnd;
import domain.check.WatchRequest;
import domain.check.WatchRequest.Until;
import domain.check.WatchResult;
import domain.profile.Check;
import domain.release.Rollout;
import domain.release.RolloutState;
import domain.release.Stable;
import domain.run.Mode;
import domain.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WatchRulesTest {

	private static final Instant SINCE = Instant.parse("2026-01-05T10:00:00Z");

	private static final Instant AFTER_DWELL = SINCE.plusSeconds(60);

	private static final Instant AT_LAST = SINCE.plusSeconds(600);

	@Test
	void aStagePassesWhenItsDwellIsOverAndNotBefore() {
		assertThat(end(sight(Verdict.PASS), AFTER_DWELL.minusMillis(1))).isEmpty();
		assertThat(end(sight(Verdict.PASS), AFTER_DWELL)).contains(WatchEnd.PASSED);
	}

	@Test
	void nothingButAPassIsAPass() {
		for (Verdict verdict : List.of(Verdict.NO_TRAFFIC, Verdict.TOO_FEW_SAMPLES, Verdict.NO_DATA)) {
			assertThat(end(sight(verdict), AFTER_DWELL)).as("%s", verdict).isEmpty();
			assertThat(end(sight(verdict), AT_LAST)).as("%s", verdict).contains(WatchEnd.UNDECIDED);
		}
	}

	@Test
	void aFailedLookEndsTheWatchAtOnce() {
		assertThat(end(sight(Verdict.FAIL), SINCE.plusSeconds(1))).contains(WatchEnd.FAILED);
	}

	@Test
	void aSpentBudgetSurvivesACrashAndAGoodLookAfterIt() {
		WatchCounters before = new WatchCounters(1, null, new TreeMap<>(Map.of("error rate", 1)), null);
		assertThat(end(sight(Verdict.PASS), before, AFTER_DWELL, List.of())).contains(WatchEnd.FAILED);
	}

	@Test
	void aSourceThatIsDownIsToldOnceAndBorneForTheBlindLimit() {
		Sight blind = new Sight(List.of(look(Verdict.SOURCE_DOWN)), List.of(), state(5, "as found"), "unreachable");
		WatchCounters since = new WatchCounters(1, null, null, SINCE);
		assertThat(end(blind, AFTER_DWELL)).as("the first look without an answer").isEmpty();
		assertThat(end(blind, since, SINCE.plusSeconds(1), List.of())).contains(WatchEnd.SOURCE_DOWN);
		assertThat(end(blind, since, SINCE.plusSeconds(299), List.of(WatchEnd.SOURCE_DOWN))).isEmpty();
		assertThat(end(blind, since, SINCE.plusSeconds(300), List.of(WatchEnd.SOURCE_DOWN))).contains(WatchEnd.BLIND);
	}

	@Test
	void aCriticalAlertStopsAHealthyCanary() {
		Sight alarmed = new Sight(List.of(look(Verdict.PASS)), List.of("DatabaseDown"), state(5, "as found"), null);
		assertThat(end(alarmed, AFTER_DWELL)).contains(WatchEnd.CRITICAL_ALERT);
	}

	@Test
	void whatSomebodyElseChangedIsSeen() {
		assertThat(end(sight(state(7, "as found")), SINCE)).contains(WatchEnd.WEIGHT_DRIFTED);
		assertThat(end(sight(state(5, "other")), SINCE)).contains(WatchEnd.WORKLOAD_CHANGED);
	}

	private static Optional<WatchEnd> end(Sight sight, Instant now) {
		return end(sight, WatchCounters.none(), now, List.of());
	}

	private static Optional<WatchEnd> end(Sight sight, WatchCounters before, Instant now, List<WatchEnd> reported) {
		Check check = new Check("error rate", null, "q", "r", null, 1.0, null, "%", null, null, null, null);
		Stable stable = new Stable("v1.2.0", "image:v1.2.0", 12, 12, 1, "as found", null);
		WatchRequest request = new WatchRequest(
				new Run("CanaryDeploy/shop", "run", "CanaryDeploy", "shop", "web", Mode.EXECUTE, "en"),
				Rollout.of(null, "agente-api", null, null, null, null, null, 0.7, null), stable, null, List.of(check),
				"5 %", 5, SINCE, Duration.ofSeconds(60), Duration.ofSeconds(600), Duration.ofSeconds(1), 0,
				Duration.ofSeconds(300), Until.PASSED, reported, before);
		WatchRules rules = new WatchRules(request);
		return rules.end(sight, WatchRules.count(before, sight, now), now).map(WatchResult::end);
	}

	private static Sight sight(Verdict verdict) {
		return new Sight(List.of(look(verdict)), List.of(), state(5, "as found"), null);
	}

	private static Sight sight(RolloutState state) {
		return new Sight(List.of(look(Verdict.PASS)), List.of(), state, null);
	}

	private static Measurement look(Verdict verdict) {
		return new Measurement("error rate", verdict, 0.5, null, "<= 1 %", "%", 100.0, SINCE, "q", null);
	}

	private static RolloutState state(int weight, String fingerprint) {
		return new RolloutState(weight, true, 1, 1, null, fingerprint, 12, null);
	}

}
