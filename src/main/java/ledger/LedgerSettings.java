package ledger;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code holdfast.ledger}. The database itself is Spring's
 * {@code spring.datasource}.
 *
 * @param queue entries kept in memory while the database is down; beyond it, entries that
 * Temporal's history holds too are dropped and read again later, and beyond twice as many
 * the others are lost
 * @param retryAtMost longest wait between two attempts to reach the database
 * @param sweepEvery how often Temporal is asked for runs that the ledger lacks; zero:
 * never
 * @param rereadEvery how often the history of a run that is still open is read again
 * @param keepUneventful how long runs are kept that only looked and saw nothing new;
 * zero: for good
 */
@ConfigurationProperties("holdfast.ledger")
record LedgerSettings(@DefaultValue("20000") int queue, @DefaultValue("5s") Duration retryAtMost,
		@DefaultValue("30s") Duration sweepEvery, @DefaultValue("10m") Duration rereadEvery,
		@DefaultValue("30d") Duration keepUneventful) {

}
