package ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The parts of the ledger. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerSettings.class)
class LedgerConfiguration {

	/** Nothing at start-up: {@link LedgerSchema} migrates when the database is there. */
	@Bean
	FlywayMigrationStrategy migrateLater() {
		return flyway -> {
		};
	}

	/**
	 * Whatever else is set: a database that is away or hangs holds up nobody for long.
	 */
	@Bean
	static BeanPostProcessor impatientPool() {
		return new ImpatientPool();
	}

	@Bean
	LedgerSchema ledgerSchema(Flyway flyway) {
		return new LedgerSchema(flyway);
	}

	@Bean
	EvidenceQueue evidenceQueue(LedgerSettings settings) {
		return new EvidenceQueue(settings.queue());
	}

	@Bean
	EntryWriter entryWriter(JdbcClient database, PlatformTransactionManager transactions) {
		return new EntryWriter(database, new TransactionTemplate(transactions));
	}

	@Bean
	Ledger evidenceLedger(LedgerSchema schema, EntryWriter writer, EvidenceQueue queue, LedgerSettings settings) {
		return new Ledger(schema, writer, queue, settings.retryAtMost());
	}

	@Bean
	Evidence evidence(EvidenceQueue queue, Ledger ledger, JdbcClient database) {
		return new QueuedEvidence(queue, ledger, database);
	}

	@Bean
	HealthBook healthBook(Ledger ledger, JdbcClient database, PlatformTransactionManager transactions) {
		return new HealthRows(ledger, database, new TransactionTemplate(transactions));
	}

	@Bean
	FigureBook figureBook(Ledger ledger, JdbcClient database) {
		return new FigureRows(ledger, database);
	}

	@Bean
	Inventory backupInventory(Ledger ledger, JdbcClient database) {
		return new InventoryRows(ledger, database);
	}

	@Bean
	MeterBinder ledgerMetrics(Ledger ledger) {
		return registry -> {
			Gauge.builder("holdfast.ledger.queued", ledger, Ledger::queued)
				.description("Entries that wait for the ledger's database")
				.register(registry);
			Gauge.builder("holdfast.ledger.lost", ledger, Ledger::lost)
				.description("Entries that no history holds and that were lost for good")
				.register(registry);
		};
	}

}
