package ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Makes the pool fit for a database that may be away: it starts without one, gives up
 * soon, and a server that takes connections but does not answer is left after a while.
 * Shorter times that were set are kept.
 */
class ImpatientPool implements BeanPostProcessor {

	private static final Duration CONNECTION = Duration.ofSeconds(2);

	private static final Duration VALIDATION = Duration.ofSeconds(1);

	private static final String ANSWER = "socketTimeout";

	private static final String ANSWER_SECONDS = "20";

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		if (bean instanceof HikariDataSource pool) {
			pool.setInitializationFailTimeout(-1);
			pool.setConnectionTimeout(Math.min(pool.getConnectionTimeout(), CONNECTION.toMillis()));
			pool.setValidationTimeout(Math.min(pool.getValidationTimeout(), VALIDATION.toMillis()));
			if (!pool.getDataSourceProperties().containsKey(ANSWER)) {
				pool.addDataSourceProperty(ANSWER, ANSWER_SECONDS);
			}
		}
		return bean;
	}

}
