package workflows.steps;

import domain.people.Severity;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reminds, escalates and expires: what happens at a gate while nobody decides. */
final class GateClock {

	private final Gates gates;

	private final GateNotices notices;

	private final Words words;

	private final Board board;

	GateClock(Gates gates, GateNotices notices, Words words, Board board) {
		this.gates = gates;
		this.notices = notices;
		this.words = words;
		this.board = board;
	}

	/** Comes back when the gate is settled, at the latest at its deadline. */
	void keepTime(Gate gate) {
		Instant reminder = next(gate.opened(), gate.rules().remindEvery());
		Instant escalation = next(gate.opened(), gate.rules().escalateAfter());
		while (!gate.settled()) {
			Instant until = earliest(gate.deadline(), reminder, escalation);
			long seen = gates.changes();
			awaitUntil(until, gate, seen);
			if (gate.settled() || Board.now().isBefore(until)) {
				continue;
			}
			if (!Board.now().isBefore(gate.deadline())) {
				expire(gate);
			}
			else if (until.equals(escalation)) {
				notices.tell(gate, "gate-escalated", "gate-escalated/" + gate.id(), Severity.CRITICAL);
				escalation = null;
			}
			else {
				notices.tell(gate, "gate-reminder", "gate-reminder/" + gate.id() + "/" + until, Severity.WARNING);
				reminder = next(until, gate.rules().remindEvery());
			}
		}
	}

	/**
	 * As an await with a time limit, but with a timer that says in the UI what it is for.
	 */
	private void awaitUntil(Instant until, Gate gate, long seen) {
		TimerOptions named = TimerOptions.newBuilder()
			.setSummary(words.say("Gate %s waits for a decision", "O portão %s aguarda uma decisão", gate.id()))
			.build();
		List<Promise<Void>> timer = new ArrayList<>();
		CancellationScope scope = Workflow
			.newCancellationScope(() -> timer.add(Workflow.newTimer(Duration.between(Board.now(), until), named)));
		scope.run();
		Workflow.await(() -> timer.get(0).isCompleted() || gate.settled() || gates.changes() != seen);
		scope.cancel();
	}

	private void expire(Gate gate) {
		gate.settle(Gate.Settlement.EXPIRED);
		gates.changed();
		board.note(words.say("gate `%s` expired: nobody decided in time, which means no",
				"portão `%s` expirou: ninguém decidiu a tempo, e isso significa não", gate.id()));
		notices.tell(gate, "gate-expired", "gate-expired/" + gate.id(), Severity.CRITICAL);
	}

	private static Instant next(Instant from, Duration period) {
		return period == null ? null : from.plus(period);
	}

	private static Instant earliest(Instant deadline, Instant reminder, Instant escalation) {
		Instant earliest = deadline;
		if (reminder != null && reminder.isBefore(earliest)) {
			earliest = reminder;
		}
		return escalation != null && escalation.isBefore(earliest) ? escalation : earliest;
	}

}
