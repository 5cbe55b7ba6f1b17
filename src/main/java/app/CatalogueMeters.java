package app;

import domain.backup.Holding;
import domain.profile.Objectives;
import domain.profile.ProtectedStore;
import domain.profile.SystemProfile;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import ledger.Inventory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import systems.SystemProfiles;

/**
 * What the catalogue of backups has and what the profiles promise, as metrics. While the
 * ledger is away they stay as they were last seen: its own alarm says that it is away.
 */
@Component
class CatalogueMeters implements SmartLifecycle {

	private static final long EVERY_SECONDS = 30;

	private final Inventory inventory;

	private final SystemProfiles profiles;

	private final MultiGauge newest;

	private final MultiGauge bytes;

	private final MultiGauge usual;

	private final MultiGauge proven;

	private final MultiGauge unverified;

	private final MultiGauge objective;

	private ScheduledExecutorService ticks;

	CatalogueMeters(Inventory inventory, SystemProfiles profiles, MeterRegistry meters) {
		this.inventory = inventory;
		this.profiles = profiles;
		this.newest = MultiGauge.builder("holdfast.backup.newest.timestamp")
			.description("Recovery point of the newest verified backup")
			.baseUnit("seconds")
			.register(meters);
		this.bytes = MultiGauge.builder("holdfast.backup.size.bytes")
			.description("Size of the newest verified backup")
			.register(meters);
		this.usual = MultiGauge.builder("holdfast.backup.usual.size.bytes")
			.description("Size in the middle of the backups before it")
			.register(meters);
		this.proven = MultiGauge.builder("holdfast.backup.proven.timestamp")
			.description("When a backup was last restored and compared")
			.baseUnit("seconds")
			.register(meters);
		this.unverified = MultiGauge.builder("holdfast.backup.unverified")
			.description("Backups in the catalogue that nobody has verified")
			.register(meters);
		this.objective = MultiGauge.builder("holdfast.backup.objective")
			.description("What the profile promises: recovery_point or proven_within")
			.baseUnit("seconds")
			.register(meters);
	}

	@Override
	public void start() {
		ticks = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("catalogue-meters").daemon(true).factory());
		ticks.scheduleWithFixedDelay(this::show, 0, EVERY_SECONDS, TimeUnit.SECONDS);
	}

	void show() {
		inventory.holdings().ifPresent(this::show);
	}

	private void show(List<Holding> holdings) {
		newest.register(rows(holdings, CatalogueMeters::kind, holding -> seconds(holding.newest())), true);
		bytes.register(rows(holdings, CatalogueMeters::kind,
				holding -> holding.newest() == null ? null : (double) holding.bytes()), true);
		usual.register(rows(holdings, CatalogueMeters::kind, Holding::usual), true);
		unverified.register(rows(holdings, CatalogueMeters::kind, holding -> (double) holding.unverified()), true);
		proven.register(rows(holdings, CatalogueMeters::store, holding -> seconds(holding.proven())), true);
		objective.register(profiles.all().systems().stream().flatMap(CatalogueMeters::objectives).toList(), true);
	}

	/** What has no value has no row; rows that say the same are one. */
	private static List<Row<?>> rows(List<Holding> holdings, Function<Holding, Tags> tags,
			Function<Holding, Double> value) {
		return holdings.stream()
			.filter(holding -> value.apply(holding) != null)
			.map(holding -> new Shown(tags.apply(holding), value.apply(holding)))
			.distinct()
			.<Row<?>>map(shown -> Row.of(shown.tags(), shown.value()))
			.toList();
	}

	private static Tags kind(Holding holding) {
		return store(holding).and("kind", holding.kind());
	}

	private static Tags store(Holding holding) {
		return Tags.of("system", holding.system(), "store", holding.store());
	}

	private static Double seconds(Instant moment) {
		return moment == null ? null : (double) moment.getEpochSecond();
	}

	private static Stream<Row<?>> objectives(SystemProfile profile) {
		return profile.recovery().stores().stream().flatMap(store -> objectives(profile.name(), store));
	}

	private static Stream<Row<?>> objectives(String system, ProtectedStore store) {
		Objectives promised = store.objectives();
		return Stream
			.of(objective(system, store, "recovery_point", promised.recoveryPoint()),
					objective(system, store, "proven_within", promised.provenWithin()))
			.filter(Objects::nonNull);
	}

	private static Row<?> objective(String system, ProtectedStore store, String what, Duration promised) {
		return promised == null ? null : Row.of(Tags.of("system", system, "store", store.name(), "objective", what),
				(double) promised.toSeconds());
	}

	@Override
	public void stop() {
		ticks.shutdownNow();
		ticks = null;
	}

	@Override
	public boolean isRunning() {
		return ticks != null;
	}

	private record Shown(Tags tags, Double value) {

	}

}
