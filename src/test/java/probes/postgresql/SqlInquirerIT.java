package probes.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import domain.diagnosis.Rows;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.StoreProfile;
import java.util.Map;
import local.LocalStack;
import local.PostgresServer;
import org.junit.jupiter.api.Test;
import probes.Asked;
import probes.Inquired;

/** Against a real PostgreSQL that asks for a password. */
class SqlInquirerIT {

	private static final String SERIES = "kind: sql, store: store, text: 'SELECT i AS number, i::text AS name, i > 2 AS high"
			+ " FROM generate_series(1, 5) AS i WHERE i >= :from AND i::text <> :name ORDER BY i'";

	private final PostgresServer server = LocalStack.shared().systemDatabase();

	private final SqlInquirer inquirer = new SqlInquirer(
			Asked.secrets(Map.of("env:RIGHT", PostgresServer.PASSWORD, "env:WRONG", "guess")));

	private StoreProfile store(int port, String password) {
		return Asked.store("kind: postgresql, host: 127.0.0.1, port: " + port + ", database: postgres, user: "
				+ PostgresServer.USER + ", password: \"env:" + password + "\"");
	}

	private Rows ask(String query, Map<String, String> values) {
		return Inquired.ask(inquirer, query, values, store(server.port(), "RIGHT"));
	}

	private void fails(String query, Map<String, String> values, FailureKind kind, String words) {
		assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> ask(query, values))
			.withMessageContaining(words)
			.matches(failure -> failure.kind() == kind, kind.name());
	}

	@Test
	void rowsKeepTheirTypesAndValuesAreBoundWhateverTheyHold() {
		Rows rows = ask(SERIES, Map.of("from", "2", "name", "x' OR '1'='1"));
		assertThat(rows.rows()).hasSize(4);
		assertThat(rows.rows().getFirst()).containsExactly(Map.entry("number", 2), Map.entry("name", "2"),
				Map.entry("high", false));
		assertThat(ask(SERIES, Map.of("from", "2", "name", "3")).rows()).hasSize(3);
		fails(SERIES, Map.of("from", "2 OR 1=1", "name", "3"), FailureKind.PROFILE, "integer");
	}

	@Test
	void noMoreRowsThanTheLimitAreReadAndThatThereAreMoreIsSaid() {
		Rows rows = ask(SERIES + ", limit: 2", Map.of("from", "1", "name", "x"));
		assertThat(rows.rows()).hasSize(2);
		assertThat(rows.more()).isTrue();
		assertThat(ask(SERIES + ", limit: 5", Map.of("from", "1", "name", "x")).more()).isFalse();
	}

	@Test
	void aMissingExtensionIsNamedWithHowItIsHad() {
		fails("kind: sql, store: store, text: SELECT query FROM pg_stat_statements", Map.of(), FailureKind.PROFILE,
				"CREATE EXTENSION pg_stat_statements in this database");
	}

	@Test
	void nothingCanBeWritten() {
		fails("kind: sql, store: store, text: CREATE TABLE written (id int)", Map.of(), FailureKind.PROFILE,
				"read-only");
		fails("kind: sql, store: store, text: SELECT nextval(:name)", Map.of("name", "none"), FailureKind.PROFILE,
				"none");
	}

	@Test
	void aQueryThatTakesTooLongIsEndedByTheServerAndAWrongPasswordIsNotRepeated() {
		fails("kind: sql, store: store, text: SELECT pg_sleep(30), within: PT0.5S", Map.of(), FailureKind.NOT_READY,
				"timeout");
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> Inquired.ask(inquirer, SERIES, Map.of(), store(server.port(), "WRONG")))
			.withMessageContaining("password")
			.withMessageNotContaining("guess");
		assertThatExceptionOfType(PermanentFailure.class)
			.isThrownBy(() -> Inquired.ask(inquirer, SERIES, Map.of(), store(1, "RIGHT")))
			.withMessageContaining("127.0.0.1:1");
	}

}
