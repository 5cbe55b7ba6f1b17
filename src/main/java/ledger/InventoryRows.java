package ledger;

import domain.backup.Holding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the catalogue of backups. */
class InventoryRows implements Inventory {

	private static final Logger log = LoggerFactory.getLogger(InventoryRows.class);

	/** Those removed since still say what is usual, and prove what they proved. */
	private static final String HOLDINGS = """
			WITH known AS (
			  SELECT *, row_number() OVER (PARTITION BY system, store, kind, verified, removed_at IS NULL
			    ORDER BY recovery_point DESC) AS place
			  FROM backups WHERE system IS NOT NULL),
			newest AS (
			  SELECT * FROM known WHERE verified AND removed_at IS NULL AND place = 1),
			earlier AS (
			  SELECT k.system, k.store, k.kind, k.bytes,
			    row_number() OVER (PARTITION BY k.system, k.store, k.kind ORDER BY k.recovery_point DESC) AS place
			  FROM known k JOIN newest n USING (system, store, kind)
			  WHERE k.verified AND k.recovery_point < n.recovery_point),
			usual AS (
			  SELECT system, store, kind, percentile_cont(0.5) WITHIN GROUP (ORDER BY bytes) AS bytes
			  FROM earlier WHERE place <= :history GROUP BY system, store, kind HAVING count(*) >= :enough),
			proven AS (
			  SELECT system, store, max(verified_at) AS at FROM backups
			  WHERE verified_how = 'RESTORED' GROUP BY system, store)
			SELECT k.system, k.store, k.kind, n.recovery_point, coalesce(n.bytes, 0), u.bytes, p.at,
			  count(*) FILTER (WHERE NOT k.verified AND k.removed_at IS NULL)
			FROM known k LEFT JOIN newest n USING (system, store, kind) LEFT JOIN usual u USING (system, store, kind)
			  LEFT JOIN proven p USING (system, store)
			GROUP BY k.system, k.store, k.kind, n.recovery_point, n.bytes, u.bytes, p.at
			ORDER BY k.system, k.store, k.kind
			""";

	/** Backups whose size is looked at. */
	private static final int HISTORY = 20;

	/** Fewer than these say nothing about what is usual. */
	private static final int ENOUGH = 3;

	private final Ledger ledger;

	private final JdbcClient database;

	InventoryRows(Ledger ledger, JdbcClient database) {
		this.ledger = ledger;
		this.database = database;
	}

	@Override
	public Optional<List<Holding>> holdings() {
		if (!ledger.reachable()) {
			return Optional.empty();
		}
		try {
			return Optional.of(database.sql(HOLDINGS)
				.param("history", HISTORY)
				.param("enough", ENOUGH)
				.query((row, number) -> read(row))
				.list());
		}
		catch (DataAccessException away) {
			log.warn("The ledger cannot say which backups there are", away);
			return Optional.empty();
		}
	}

	private static Holding read(ResultSet row) throws SQLException {
		return new Holding(row.getString(1), row.getString(2), row.getString(3), moment(row, 4), row.getLong(5),
				row.getObject(6, Double.class), moment(row, 7), row.getInt(8));
	}

	private static Instant moment(ResultSet row, int column) throws SQLException {
		OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
		return moment == null ? null : moment.toInstant();
	}

}
