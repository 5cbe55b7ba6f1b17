package domain.check.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Vectors published with Kayenta's judge. */
class ShiftTest {

	@Test
	void fourSamplesGiveTheWholeRange() {
		Shift shift = Shift.between(new double[] { 10, 20, 30, 40 }, new double[] { 1, 2, 3, 4 }, 0.95);
		assertThat(shift).isEqualTo(new Shift(22.5, 6, 39));
	}

	@Test
	void sevenOfTenHighSamplesGiveTheKnownInterval() {
		Shift shift = Shift.between(sevenHighOfTen(), DoubleStream.generate(() -> 1).limit(10).toArray(), 0.98);
		assertThat(shift).isEqualTo(new Shift(99, 0, 99));
	}

	@Test
	void theIntervalDoesNotDependOnTheScale() {
		double[] canary = { 11, 13, 12, 17, 15, 14 };
		double[] stable = { 5, 9, 8, 7, 6, 10 };
		Shift whole = Shift.between(canary, stable, 0.9);
		Shift small = Shift.between(scaled(canary), scaled(stable), 0.9);
		assertThat(small.lower()).isCloseTo(whole.lower() * 1e-6, within());
		assertThat(small.upper()).isCloseTo(whole.upper() * 1e-6, within());
	}

	static double[] sevenHighOfTen() {
		return new double[] { 100, 100, 100, 100, 100, 100, 100, 1, 1, 1 };
	}

	private static double[] scaled(double[] values) {
		return DoubleStream.of(values).map(value -> value * 1e-6).toArray();
	}

	private static org.assertj.core.data.Offset<Double> within() {
		return org.assertj.core.data.Offset.offset(1e-12);
	}

}
