package app;

import static org.assertj.core.api.Assertions.assertThat;

import domain.backup.Holding;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.SystemProfile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import systems.SystemProfiles;
import systems.TestProfiles;

/** The catalogue and the promises of profiles as metrics. */
class CatalogueMetersTest {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private List<Holding> holdings = List.of(
			new Holding("agente-ia", "database", "daily", Instant.ofEpochSecond(1000), 90, 100.0,
					Instant.ofEpochSecond(500), 0),
			new Holding("agente-ia", "database", "unknown", null, 0, null, Instant.ofEpochSecond(500), 2));

	private final CatalogueMeters shown = new CatalogueMeters(() -> Optional.ofNullable(holdings), one(), meters);

	private static SystemProfiles one() {
		SystemProfile profile = TestProfiles.agenteIa();
		return new SystemProfiles() {

			@Override
			public SystemProfile find(String system) {
				throw new PermanentFailure(FailureKind.INVALID_INPUT, "not asked for: " + system);
			}

			@Override
			public List<String> names() {
				return List.of(profile.name());
			}

			@Override
			public Snapshot all() {
				return new Snapshot(List.of(profile), List.of());
			}

		};
	}

	private double value(String name, String... tags) {
		return meters.get(name).tags(tags).gauge().value();
	}

	@Test
	void whatHasNoValueHasNoRow() {
		shown.show();
		assertThat(value("holdfast.backup.newest.timestamp", "kind", "daily")).isEqualTo(1000);
		assertThat(meters.find("holdfast.backup.newest.timestamp").tags("kind", "unknown").gauge()).isNull();
		assertThat(value("holdfast.backup.size.bytes", "kind", "daily")).isEqualTo(90);
		assertThat(value("holdfast.backup.usual.size.bytes", "kind", "daily")).isEqualTo(100);
		assertThat(value("holdfast.backup.unverified", "kind", "unknown")).isEqualTo(2);
		assertThat(value("holdfast.backup.proven.timestamp", "store", "database")).isEqualTo(500);
		assertThat(value("holdfast.backup.objective", "objective", "recovery_point")).isEqualTo(24 * 3600.0);
	}

	@Test
	void aLedgerThatIsAwayLeavesWhatWasLastSeen() {
		shown.show();
		holdings = null;
		shown.show();
		assertThat(value("holdfast.backup.newest.timestamp", "kind", "daily")).isEqualTo(1000);
	}

}
