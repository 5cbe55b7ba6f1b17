package ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;

/** The pool of the ledger's connections. */
class ImpatientPoolTest {

	@Test
	void aPoolGivesUpSoonAndKeepsWhatIsShorter() {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setValidationTimeout(300);
			new ImpatientPool().postProcessAfterInitialization(pool, "dataSource");
			assertThat(pool.getInitializationFailTimeout()).isNegative();
			assertThat(pool.getConnectionTimeout()).isEqualTo(2000);
			assertThat(pool.getValidationTimeout()).isEqualTo(300);
			assertThat(pool.getDataSourceProperties()).containsKey("socketTimeout");
		}
	}

}
