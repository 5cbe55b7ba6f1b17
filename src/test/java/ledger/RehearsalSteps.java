package ledger;

import domain.backup.Backup;
import domain.check.Measurement;
import domain.check.Verdict;
import domain.check.WatchCounters;
import domain.check.WatchEnd;
import domain.check.WatchRequest;
import domain.check.WatchResult;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.gate.DecisionRecord;
import domain.people.Delivery;
import domain.release.Changes;
import domain.release.WeightRequest;
import domain.release.Weights;
import domain.run.Change;
import domain.run.Run;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Steps that return one of each. */
@ActivityInterface
public interface RehearsalSteps {

	Changes createThing(Run run);

	Weights shiftThing(WeightRequest request);

	Backup backUpThing(Run run);

	Delivery tellPeople(Run run);

	WatchResult watchThing(WatchRequest request);

	void fileDecision(Run run, DecisionRecord decision);

	String failTwice(Run run);

	void failForGood(Run run);

	/** What they return is always the same. */
	class Fixed implements RehearsalSteps {

		private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123456789Z");

		@Override
		public Changes createThing(Run run) {
			return new Changes(List.of(new Change("thing", "absent", "present"), new Change("pods", "0", "1")));
		}

		@Override
		public Weights shiftThing(WeightRequest request) {
			return new Weights(25, 1, 3, true, null, List.of(new Change("weight", "0", "25")));
		}

		@Override
		public Backup backUpThing(Run run) {
			return new Backup("main_daily_" + run.runId(), "main", "daily", "/backups/a.dump", 10, "ab", NOON,
					new TreeMap<>(Map.of("public.tickets", 3L)), true, 1.5);
		}

		@Override
		public Delivery tellPeople(Run run) {
			return new Delivery("started", List.of("slack-deploys"), List.of("mail: 550 no such user"));
		}

		@Override
		public WatchResult watchThing(WatchRequest request) {
			Measurement look = new Measurement("errors", Verdict.PASS, 0.2, Double.NaN, "<= 1 %", "%", 900.0, NOON,
					"sum(x)", null);
			return new WatchResult(WatchEnd.PASSED, "fine", NOON, List.of(look), WatchCounters.none());
		}

		@Override
		public void fileDecision(Run run, DecisionRecord decision) {
			// The interceptor and the history reader see the arguments.
		}

		@Override
		public String failTwice(Run run) {
			if (Activity.getExecutionContext().getInfo().getAttempt() < 3) {
				throw new TransientFailure("not yet", null);
			}
			return "now";
		}

		@Override
		public void failForGood(Run run) {
			throw new PermanentFailure(FailureKind.NOT_FOUND, "deployment agente-api is not there");
		}

	}

}
