package ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** A real PostgreSQL that can be stopped and started, with the ledger in it. */
class EmbeddedLedger implements AutoCloseable {

	private final Path folder;

	private final int port;

	private EmbeddedPostgres server;

	final HikariDataSource dataSource;

	final JdbcClient database;

	final EvidenceQueue queue;

	final EntryWriter writer;

	final LedgerSchema schema;

	final Ledger ledger;

	final Evidence evidence;

	EmbeddedLedger(Path folder, int capacity) {
		this.folder = folder;
		this.server = open(0);
		this.port = server.getPort();
		this.dataSource = new HikariDataSource(pool());
		this.database = JdbcClient.create(dataSource);
		this.queue = new EvidenceQueue(capacity);
		this.writer = new EntryWriter(database, new TransactionTemplate(new JdbcTransactionManager(dataSource)));
		this.schema = new LedgerSchema(Flyway.configure().dataSource(dataSource).load());
		this.ledger = new Ledger(schema, writer, queue, Duration.ofMillis(500));
		this.evidence = new QueuedEvidence(queue, ledger, database);
	}

	void startServer() {
		server = open(port);
	}

	void stopServer() {
		try {
			server.close();
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
	}

	void dropEverything() {
		database.sql("DROP SCHEMA public CASCADE").update();
		database.sql("CREATE SCHEMA public").update();
		schema.doubt();
		schema.prepare();
	}

	List<Map<String, Object>> rows(String sql) {
		return database.sql(sql).query().listOfRows();
	}

	long count(String table) {
		return database.sql("SELECT count(*) FROM " + table).query(Long.class).single();
	}

	@Override
	public void close() {
		ledger.stop();
		dataSource.close();
		stopServer();
	}

	private HikariConfig pool() {
		HikariConfig pool = new HikariConfig();
		pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
		pool.setUsername("postgres");
		pool.setInitializationFailTimeout(-1);
		pool.setConnectionTimeout(500);
		pool.setMaximumPoolSize(4);
		return pool;
	}

	private EmbeddedPostgres open(int onPort) {
		try {
			return EmbeddedPostgres.builder()
				.setDataDirectory(folder)
				.setCleanDataDirectory(false)
				.setPort(onPort == 0 ? freePort() : onPort)
				.start();
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
	}

	private static int freePort() throws IOException {
		try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
