package systems;

import static org.assertj.core.api.Assertions.assertThat;

import domain.certificate.CertificateState;
import domain.lifecycle.LevelReading;
import domain.lifecycle.LevelReading.Standing;
import domain.maintenance.Cadence;
import domain.probe.Finding;
import domain.probe.Health;
import domain.probe.Judgement;
import domain.profile.Probe;
import domain.profile.ServiceLevel;
import domain.profile.SystemProfile;
import domain.report.Figure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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

	/** "Certificate Expiring": 30 days are a warning, 7 an emergency. */
	@ParameterizedTest
	@MethodSource("systems")
	void aCertificateEndsSoonThirtyDaysBeforeAndVerySoonSevenDaysBefore(SystemProfile system) {
		Instant now = Instant.parse("2026-11-21T12:00:00Z");
		system.certificates().forEach(certificate -> {
			assertThat(certificate.warn()).isEqualTo(Duration.ofDays(30));
			assertThat(certificate.critical()).isEqualTo(Duration.ofDays(7));
			Stream.of(certificate.warn(), certificate.critical()).forEach(time -> {
				assertThat(ending(now.plus(time)).endsWithin(time, now)).isFalse();
				assertThat(ending(now.plus(time).minusSeconds(1)).endsWithin(time, now)).isTrue();
			});
		});
	}

	private static CertificateState ending(Instant end) {
		return new CertificateState("gateway", 1, "00", Instant.EPOCH, end, true, false, null, null);
	}

	/** The recovery sections of all five runbooks; those they do not name are in none. */
	@ParameterizedTest
	@CsvSource({ "agente-ia, PT1H, PT24H", "neural-hive-mind, , PT24H", "flow-c, , PT24H", "sparkone, , P7D" })
	void aRecoveryKeepsItsObjectiveAndIsMissedASecondLater(String name, Duration time, Duration point) {
		var stores = TestProfiles.of(name).recovery().stores();
		assertThat(stores).isNotEmpty()
			.extracting(store -> store.objectives().recoveryPoint())
			.filteredOn(Objects::nonNull)
			.isNotEmpty()
			.containsOnly(point);
		assertThat(stores).extracting(store -> store.objectives().recoveryTime())
			.filteredOn(Objects::nonNull)
			.allMatch(each -> each.equals(time));
		Stream.of(time, point).filter(Objects::nonNull).forEach(limit -> {
			assertThat(Figure.atMost("objective", "objective", limit, limit, "").missed()).isFalse();
			assertThat(Figure.atMost("objective", "objective", limit.plusSeconds(1), limit, "").missed()).isTrue();
			assertThat(Figure.atMost("objective", "objective", null, limit, "").unproven()).isTrue();
		});
	}

	/** Runbook C: a window of two hours, watched for half an hour afterwards. */
	@Test
	void aWindowOfFlowCIsAsLongAsItsRunbookSays() {
		var window = TestProfiles.of("flow-c").maintenanceWindow();
		assertThat(window.usual()).isEqualTo(Duration.ofHours(2));
		assertThat(window.watch()).isEqualTo(Duration.ofMinutes(30));
		assertThat(window.silence()).containsExactly("alertname=~\"FlowC.*\"");
	}

	@Test
	void whatIsALittleBeyondItsLimitIsNotRoundedToIt() {
		assertThat(figure(400.4, false)).isEqualTo("cost: 400.4 US$ (≤ 400)");
		assertThat(figure(400, true)).isEqualTo("cost: 400 US$ (≤ 400)");
		assertThat(figure(123.456, true)).isEqualTo("cost: 123 US$ (≤ 400)");
		assertThat(new domain.maintenance.Figure("cost", null, "US$", 400.0, null, false, "sem série").inWords())
			.isEqualTo("cost: sem série (≤ 400 US$)");
	}

	private static String figure(double value, boolean good) {
		return new domain.maintenance.Figure("cost", value, "US$", 400.0, null, good, null).inWords();
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
