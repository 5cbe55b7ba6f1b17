package workflows.steps;

import static org.assertj.core.api.Assertions.assertThat;

import domain.report.Phase;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Where a run's time went. */
class ChronicleTest {

	private static final Instant BEGAN = Instant.parse("2026-11-20T04:00:00Z");

	@Test
	void waitingForPeopleIsToldApart() {
		Chronicle chronicle = new Chronicle();
		chronicle.enter("choose", at(0));
		chronicle.waitFor("decision: restore", at(3));
		chronicle.waitFor("decision: restore", at(5));
		chronicle.waitFor(null, at(9));
		chronicle.enter("restore", at(10));
		assertThat(chronicle.until(at(12))).containsExactly(phase("choose", Phase.Kind.MACHINE, 0, 3),
				phase("decision: restore", Phase.Kind.PEOPLE, 3, 9), phase("choose", Phase.Kind.MACHINE, 9, 10),
				phase("restore", Phase.Kind.MACHINE, 10, 12));
	}

	@Test
	void whatGoesOnIsOnePart() {
		Chronicle chronicle = new Chronicle();
		chronicle.enter("tasks", at(0));
		chronicle.waitFor("decision: secrets", at(1));
		chronicle.enter("other tasks", at(2));
		chronicle.enter("more tasks", at(5));
		assertThat(chronicle.until(at(6))).containsExactly(phase("tasks", Phase.Kind.MACHINE, 0, 1),
				phase("decision: secrets", Phase.Kind.PEOPLE, 1, 6));
		assertThat(chronicle.until(at(7))).last().isEqualTo(phase("decision: secrets", Phase.Kind.PEOPLE, 1, 7));
	}

	@Test
	void whatTookNoTimeIsNoPart() {
		Chronicle chronicle = new Chronicle();
		chronicle.waitFor(null, at(0));
		chronicle.enter("choose", at(0));
		chronicle.enter("restore", at(0));
		assertThat(chronicle.until(at(0))).isEmpty();
	}

	private static Phase phase(String name, Phase.Kind kind, long from, long until) {
		return new Phase(name, kind, at(from), at(until));
	}

	private static Instant at(long seconds) {
		return BEGAN.plusSeconds(seconds);
	}

}
