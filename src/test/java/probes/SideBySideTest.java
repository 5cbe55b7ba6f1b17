package probes;

import static org.assertj.core.api.Assertions.assertThat;

import domain.probe.Finding;
import domain.probe.Health;
import domain.probe.ProbeAnswer;
import domain.probe.Surroundings;
import domain.profile.Probe;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {

	private static final Surroundings NOTHING = new Surroundings(List.of(), List.of(), null);

	private final CountDownLatch never = new CountDownLatch(1);

	/**
	 * Answers after the seconds that the query names; "never" hangs and cannot be
	 * interrupted.
	 */
	private final Prober timed = new Prober() {
		@Override
		public Probe.Kind kind() {
			return Probe.Kind.TCP;
		}

		@Override
		public Finding ask(Probe probe, Surroundings around) throws Exception {
			if (probe.query().equals("never")) {
				hang();
			}
			if (probe.query().equals("broken")) {
				throw new IllegalStateException("wrapped", new java.io.IOException("the reason"));
			}
			return new Finding.Measured(Double.parseDouble(probe.query()), "s", "answered");
		}

		private void hang() {
			boolean waiting = true;
			while (waiting) {
				try {
					never.await();
					waiting = false;
				}
				catch (InterruptedException deaf) {
					waiting = never.getCount() > 0;
				}
			}
		}
	};

	private static Probe probe(int number, String query) {
		return Asked.probe("kind: tcp, host: h" + number + ", within: PT0.3S, degradedAtMost: 1, atMost: 2, query: \""
				+ query + "\"");
	}

	@Test
	void aProbeThatHangsHoldsUpNobodyAndHasFailed() {
		List<Probe> probes = IntStream.range(0, 50)
			.mapToObj(number -> probe(number, number % 2 == 0 ? "never" : "0.5"))
			.toList();
		Stopwatch watch = new Stopwatch();
		List<ProbeAnswer> answers = new SideBySide(List.of(timed)).ask(probes, NOTHING);
		assertThat(watch.time()).isLessThan(Duration.ofSeconds(2));
		assertThat(answers).hasSize(50);
		assertThat(answers.get(0).health()).isEqualTo(Health.FAILED);
		assertThat(answers.get(0).words()).isEqualTo("no answer within 0.3 s");
		assertThat(answers.get(1).health()).isEqualTo(Health.HEALTHY);
		never.countDown();
	}

	@Test
	void aValueBeyondTheSofterLimitIsDegradedAndBeyondTheHarderOneFailed() {
		List<ProbeAnswer> answers = new SideBySide(List.of(timed))
			.ask(List.of(probe(1, "1"), probe(2, "1.5"), probe(3, "2.5"), probe(4, "broken")), NOTHING);
		assertThat(answers).extracting(ProbeAnswer::health)
			.containsExactly(Health.HEALTHY, Health.DEGRADED, Health.FAILED, Health.FAILED);
		assertThat(answers).extracting(ProbeAnswer::limit).containsExactly("≤ 2", "≤ 1", "≤ 2", "≤ 2");
		assertThat(answers.get(3).words()).isEqualTo("the reason");
	}

	@Test
	void aValueThatIsNoNumberIsNeverHealthy() {
		assertThat(new SideBySide(List.of(timed)).ask(List.of(probe(1, "NaN")), NOTHING).getFirst().health())
			.isEqualTo(Health.UNKNOWN);
	}

	@Test
	void aKindThatNobodyCanAskIsUnknown() {
		assertThat(new SideBySide(List.of()).ask(List.of(probe(1, "1")), NOTHING).getFirst().health())
			.isEqualTo(Health.UNKNOWN);
	}

}
