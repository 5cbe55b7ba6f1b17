package systems;

import static org.assertj.core.api.Assertions.assertThat;

import domain.lifecycle.LevelReading;
import domain.lifecycle.LevelReading.Standing;
import domain.maintenance.Cadence;
import domain.probe.Finding;
import domain.probe.Health;
import domain.probe.Judgement;
import domain.profile.Probe;
import domain.profile.ServiceLevel;
import domain.profile.SystemProfile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The runbooks' limits, each on both of its sides. */
class LimitsTest {

	private static final double A_LITTLE = 0.001;

	static Stream<SystemProfile> systems() {
		return Stream.of("agente-ia", "big-brother-cnn", "flow-c", "neural-hive-mind", "sparkone")
			.map(TestProfiles::of);
	}

	@ParameterizedTest
	@MethodSource("systems")
	void whatIsMeasuredIsGoodAtItsLimitAndBadBehindIt(SystemProfile system) {
		levels(system).forEach(level -> {
			if (level.atMost() != null) {
				assertThat(LevelReading.of(level, level.atMost()).standing()).isEqualTo(Standing.MET);
				assertThat(LevelReading.of(level, level.atMost() + A_LITTLE).standing()).isEqualTo(Standing.MISSED);
			}
			if (level.atLeast() != null) {
				assertThat(LevelReading.of(level, level.atLeast()).standing()).isEqualTo(Standing.MET);
				assertThat(LevelReading.of(level, level.atLeast() - A_LITTLE).standing()).isEqualTo(Standing.MISSED);
			}
		});
	}

	private static Stream<ServiceLevel> levels(SystemProfile system) {
		return Stream.concat(system.serviceLevels().stream(),
				Stream.of(Cadence.values())
					.flatMap(cadence -> system.maintenance().of(cadence).tasks().stream())
					.flatMap(task -> task.figures().stream()));
	}

	@ParameterizedTest
	@MethodSource("systems")
	void aProbeIsHealthyAtItsLimitAndNotBehindIt(SystemProfile system) {
		system.probes().forEach(probe -> {
			both(probe, probe.atMost(), 1, Health.FAILED);
			both(probe, probe.atLeast(), -1, Health.FAILED);
			both(probe, probe.degradedAtMost(), 1, Health.DEGRADED);
			both(probe, probe.degradedAtLeast(), -1, Health.DEGRADED);
		});
	}

	private static void both(Probe probe, Double limit, int direction, Health behind) {
		if (limit != null) {
			assertThat(health(probe, limit)).as("%s at %s", probe.name(), limit).isNotEqualTo(behind);
			assertThat(health(probe, limit + direction * A_LITTLE)).as("%s behind %s", probe.name(), limit)
				.isIn(behind, Health.FAILED);
		}
	}

	private static Health health(Probe probe, double value) {
		return Judgement.of(probe, new Finding.Measured(value, "", "")).health();
	}

	/** Runbook B 2.1. */
	@ParameterizedTest
	@CsvSource({ "cpu, 80", "memory, 85", "disk, 80", "gpu, 90" })
	void theDailyChecksOfBigBrotherAskItsHostWithTheRunbooksLimits(String name, double limit) {
		SystemProfile system = TestProfiles.of("big-brother-cnn");
		assertThat(system.probes()).filteredOn(probe -> probe.name().equals(name))
			.singleElement()
			.satisfies(probe -> assertThat(probe.atMost()).isEqualTo(limit));
		assertThat(system.maintenance().daily().task("system").orElseThrow().groups()).contains("resources");
	}

	/** Runbook B 2.1. */
	@ParameterizedTest
	@CsvSource({ "error-rate, 0.1, ", "response-time, 0.2, ", "queue-size, 1000, ", "model-accuracy, , 95",
			"inference-time, 0.1, ", "batch-success, , 99" })
	void theDailyChecksOfBigBrotherMeasureWithTheRunbooksLimits(String name, Double atMost, Double atLeast) {
		SystemProfile system = TestProfiles.of("big-brother-cnn");
		assertThat(system.serviceLevels()).filteredOn(level -> level.name().equals(name))
			.singleElement()
			.satisfies(level -> {
				assertThat(level.atMost()).isEqualTo(atMost);
				assertThat(level.atLeast()).isEqualTo(atLeast);
			});
		List<String> asked = Stream.of("application", "ml")
			.flatMap(task -> system.maintenance().daily().task(task).orElseThrow().levels().stream())
			.toList();
		assertThat(asked).contains(name);
	}

	/** Runbook D 7.1. */
	@Test
	void aDayOfAgenteIaMayCostFourHundredDollarsAndFillItsDisksToFourFifths() {
		var daily = TestProfiles.agenteIa().maintenance().daily();
		assertThat(daily.task("cost").orElseThrow().figures()).singleElement()
			.satisfies(cost -> assertThat(cost.atMost()).isEqualTo(400));
		assertThat(daily.task("disk").orElseThrow().figures()).singleElement()
			.satisfies(disk -> assertThat(disk.atMost()).isEqualTo(80));
	}

}
