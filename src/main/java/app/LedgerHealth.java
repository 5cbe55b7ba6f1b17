package app;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Ready means: the ledger's database answers. Evidence is kept and filed later when it
 * does not.
 */
@Component("ledger")
class LedgerHealth implements HealthIndicator {

	private static final int SECONDS = 2;

	private final DataSource dataSource;

	LedgerHealth(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	@Override
	public Health health() {
		try (Connection connection = dataSource.getConnection()) {
			return connection.isValid(SECONDS) ? Health.up().build()
					: Health.outOfService().withDetail("answer", "none within " + SECONDS + " s").build();
		}
		catch (SQLException unreachable) {
			return Health.outOfService().withDetail("answer", String.valueOf(unreachable.getMessage())).build();
		}
	}

}
