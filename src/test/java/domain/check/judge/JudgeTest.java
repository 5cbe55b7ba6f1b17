package domain.check.judge;

import static domain.check.Verdict.FAIL;
import static domain.check.Verdict.NO_DATA;
import static domain.check.Verdict.NO_TRAFFIC;
import static domain.check.Verdict.PASS;
import static domain.check.Verdict.SOURCE_DOWN;
import static domain.check.Verdict.TOO_FEW_SAMPLES;
import static org.assertj.core.api.Assertions.assertThat;

import domain.check.Measurement;
import domain.check.Reading;
import domain.profile.Check;
import domain.profile.Check.Kind;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JudgeTest {

	private static final Reading NOTHING = new Reading.Nothing("no series");

	@ParameterizedTest
	@CsvSource({ "0.5, PASS", "1, PASS", "1.01, FAIL" })
	void aValueIsGoodUpToItsLimit(double value, String verdict) {
		assertThat(limit(number(100), number(value)).verdict()).hasToString(verdict);
	}

	@Test
	void trafficIsAskedBeforeTheValue() {
		assertThat(limit(NOTHING, NOTHING).verdict()).isEqualTo(NO_TRAFFIC);
		assertThat(limit(number(0), number(0)).verdict()).isEqualTo(NO_TRAFFIC);
		assertThat(limit(number(9), number(0)).verdict()).isEqualTo(TOO_FEW_SAMPLES);
	}

	@Test
	void aMissingSeriesIsNeverAPass() {
		assertThat(limit(number(100), NOTHING)).satisfies(measurement -> {
			assertThat(measurement.verdict()).isEqualTo(NO_DATA);
			assertThat(measurement.note()).contains("no series");
		});
	}

	@ParameterizedTest
	@EnumSource(Kind.class)
	void aWrongQueryIsNeverAPass(Kind kind) {
		Reading refused = new Reading.Refused("parse error");
		assertThat(judge(check(kind), side(100, number(0)), new Look.Side(number(100), refused)).verdict())
			.isEqualTo(FAIL);
		assertThat(judge(check(kind), new Look.Side(refused, number(0)), null).verdict()).isEqualTo(FAIL);
	}

	@ParameterizedTest
	@EnumSource(Kind.class)
	void aSourceThatCannotBeAskedIsNoVerdictOnTheCanary(Kind kind) {
		Reading down = new Reading.Down("connection refused");
		assertThat(judge(check(kind), side(100, down), side(100, number(0))).verdict()).isEqualTo(SOURCE_DOWN);
		assertThat(judge(check(kind), side(100, number(0)), side(100, down)).verdict()).isEqualTo(SOURCE_DOWN);
	}

	@ParameterizedTest
	@EnumSource(value = Kind.class, names = "LIMIT", mode = EnumSource.Mode.EXCLUDE)
	void aStableSideWithoutTrafficOrDataIsNotAPass(Kind kind) {
		assertThat(judge(check(kind), side(100, samples(1)), side(0, samples(1))).verdict()).isEqualTo(TOO_FEW_SAMPLES);
		assertThat(judge(check(kind), side(100, samples(1)), side(100, NOTHING)).verdict()).isEqualTo(TOO_FEW_SAMPLES);
	}

	@ParameterizedTest
	@CsvSource({ "1.0, 1.25, PASS", "1.0, 1.26, FAIL", "0.00001, 0.00002, FAIL", "0, 0, PASS", "0, 0.1, FAIL",
			"-10, -8, PASS", "-10, -7, FAIL" })
	void aValueMayBeWorseThanStableByTheTolerance(double stable, double canary, String verdict) {
		assertThat(judge(check(Kind.BASELINE), side(100, number(canary)), side(100, number(stable))).verdict())
			.hasToString(verdict);
	}

	@Test
	void besideAStableValueOfZeroTheChecksOwnLimitDecides() {
		Check check = new Check("errors", Kind.BASELINE, "q", "r", 10.0, 1.0, null, "%", null, null, null, null);
		assertThat(judge(check, side(100, number(0.9)), side(100, number(0))).verdict()).isEqualTo(PASS);
		assertThat(judge(check, side(100, number(1.1)), side(100, number(0))).verdict()).isEqualTo(FAIL);
	}

	@Test
	void withALowestGoodValueLowerIsWorse() {
		Check check = new Check("rate", Kind.BASELINE, "q", "r", 10.0, null, 1.0, "/s", null, null, null, null);
		assertThat(judge(check, side(100, number(300)), side(100, number(100))).verdict()).isEqualTo(PASS);
		assertThat(judge(check, side(100, number(70)), side(100, number(100))).verdict()).isEqualTo(FAIL);
	}

	@Test
	void aMinorityOfHealthySamplesDoesNotHideAnOutage() {
		// Seven of ten samples a hundred times worse pass the judge that this one
		// follows.
		Measurement measurement = judge(check(Kind.DISTRIBUTION), side(100, series(ShiftTest.sevenHighOfTen())),
				side(100, samples(10)));
		assertThat(measurement.verdict()).isEqualTo(FAIL);
		assertThat(measurement.note()).contains("99");
	}

	@Test
	void constantSeriesAreJudgedToo() {
		assertThat(distribution(DoubleStream.generate(() -> 2).limit(12), DoubleStream.generate(() -> 2).limit(12)))
			.isEqualTo(PASS);
		assertThat(distribution(DoubleStream.generate(() -> 4).limit(12), DoubleStream.generate(() -> 2).limit(12)))
			.isEqualTo(FAIL);
		assertThat(distribution(DoubleStream.generate(() -> 2.5).limit(12), DoubleStream.generate(() -> 2).limit(12)))
			.isEqualTo(PASS);
	}

	@Test
	void aTwofoldRegressionIsCaughtAtEveryScale() {
		for (double scale : new double[] { 1e-6, 1e-3, 1, 1e6 }) {
			assertThat(distribution(noise(1, 2 * scale), noise(2, scale))).as("scale %s", scale).isEqualTo(FAIL);
		}
	}

	@Test
	void equalVersionsAreRarelyCalledWorse() {
		long alarms = IntStream.range(0, 1000)
			.filter(seed -> distribution(noise(seed, 1), noise(seed + 5000, 1)) == FAIL)
			.count();
		assertThat(alarms).isLessThanOrEqualTo(20);
	}

	@Test
	void aTestThatCouldNotFailIsNotAPass() {
		Check eager = new Check("p95", Kind.DISTRIBUTION, "q", "r", 10.0, null, null, "s", null, null, null, 3);
		assertThat(judge(eager, side(100, series(9, 9, 9)), side(100, series(1, 1, 1))).verdict())
			.isEqualTo(TOO_FEW_SAMPLES);
		assertThat(judge(eager, side(100, series(9, 9)), side(100, series(1, 1, 1))).verdict())
			.isEqualTo(TOO_FEW_SAMPLES);
		// One order in 70 is rare enough for one test, and too common for two.
		assertThat(judge(eager, side(100, series(9, 8, 7, 6)), side(100, series(1, 2, 3, 4))).verdict())
			.isEqualTo(TOO_FEW_SAMPLES);
	}

	@ParameterizedTest
	@CsvSource({ "0, 50, 0, 950, PASS", "1, 50, 0, 950, PASS", "4, 50, 0, 950, FAIL", "30, 100, 10, 1000, FAIL",
			"3, 100, 25, 1000, PASS", "50, 50, 950, 950, PASS" })
	void countsAreComparedExactly(double errors, double requests, double stableErrors, double stableRequests,
			String verdict) {
		Measurement measurement = judge(check(Kind.COUNTS), side(requests, number(errors)),
				side(stableRequests, number(stableErrors)));
		assertThat(measurement.verdict()).hasToString(verdict);
		assertThat(measurement.value()).isEqualTo(errors / requests * 100);
	}

	@Test
	void looksOftenRepeatedAskForStrongerProof() {
		Look.Side canary = side(50, number(2));
		Look.Side stable = side(950, number(0));
		Check check = check(Kind.COUNTS);
		assertThat(Judge.judge(check, new Look(canary, stable, "q", Instant.EPOCH, 1), "en").verdict()).isEqualTo(FAIL);
		assertThat(Judge.judge(check, new Look(canary, stable, "q", Instant.EPOCH, 100), "en").verdict())
			.isEqualTo(PASS);
	}

	@Test
	void anErrorOfTheJudgeCountsAgainstTheRelease() {
		Measurement measurement = judge(check(Kind.COUNTS), new Look.Side(null, number(1)), null);
		assertThat(measurement.verdict()).isEqualTo(FAIL);
		assertThat(measurement.note()).contains("judge erred");
	}

	private static Measurement limit(Reading requests, Reading value) {
		Check check = new Check("error rate", Kind.LIMIT, "q", "r", 10.0, 1.0, null, "%", null, null, null, null);
		return judge(check, new Look.Side(requests, value), null);
	}

	@Test
	void theReasonIsInTheLanguageOfThoseWhoReadIt() {
		Look look = new Look(side(100, number(3)), null, "q", Instant.EPOCH, 1);
		assertThat(Judge.judge(check(Kind.LIMIT), look, "pt-BR").note()).isEqualTo("acima de 1 %");
		assertThat(Judge.judge(check(Kind.LIMIT), look, "en").note()).isEqualTo("above 1 %");
	}

	private static domain.check.Verdict distribution(DoubleStream canary, DoubleStream stable) {
		return judge(check(Kind.DISTRIBUTION), side(100, series(canary.toArray())), side(100, series(stable.toArray())))
			.verdict();
	}

	private static DoubleStream noise(int seed, double level) {
		Random random = new Random(seed);
		return DoubleStream.generate(() -> level * (1 + 0.1 * random.nextGaussian())).limit(20);
	}

	private static Measurement judge(Check check, Look.Side canary, Look.Side stable) {
		return Judge.judge(check, new Look(canary, stable, "q", Instant.EPOCH, 1), "en");
	}

	private static Check check(Kind kind) {
		Double highest = kind == Kind.LIMIT ? 1.0 : null;
		return new Check("check", kind, "q", "r", 10.0, highest, null, "%", null, null, null, null);
	}

	private static Look.Side side(double requests, Reading value) {
		return new Look.Side(number(requests), value);
	}

	private static Reading number(double value) {
		return Reading.Numbers.of(value);
	}

	private static Reading samples(int count) {
		return series(DoubleStream.generate(() -> 1).limit(count).toArray());
	}

	private static Reading series(double... values) {
		return new Reading.Numbers(Arrays.stream(values).boxed().toList());
	}

}
