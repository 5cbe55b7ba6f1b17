package ledger;

import static ledger.Columns.moment;

import domain.report.Report;
import domain.report.Trends;
import java.time.OffsetDateTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads figures of earlier reports. */
class FigureRows implements FigureBook {

	private static final Logger log = LoggerFactory.getLogger(FigureRows.class);

	private static final String EARLIER = """
			SELECT f.figure, f.measured_at, f.value, f.limit_value, f.run_id FROM figures f JOIN (
			  SELECT run_id, report FROM reports WHERE system = :system AND procedure = :procedure AND report = :report
			    AND subject = :subject AND run_id <> :run AND ended_at < :before ORDER BY ended_at DESC LIMIT :runs) r
			  ON f.run_id = r.run_id AND f.report = r.report
			WHERE f.value IS NOT NULL ORDER BY f.measured_at
			""";

	private final Ledger ledger;

	private final JdbcClient database;

	FigureRows(Ledger ledger, JdbcClient database) {
		this.ledger = ledger;
		this.database = database;
	}

	@Override
	public Trends earlier(Report report) {
		if (!ledger.reachable()) {
			return Trends.missing("the ledger is away: " + ledger.problem());
		}
		try {
			return new Trends(read(report), null);
		}
		catch (DataAccessException away) {
			log.warn("The ledger cannot say what earlier runs of {} measured", report.run().procedure(), away);
			return Trends.missing("the ledger cannot say: " + away.getMostSpecificCause().getMessage());
		}
	}

	private List<Trends.Point> read(Report report) {
		return database.sql(EARLIER)
			.param("system", report.run().system())
			.param("procedure", report.run().procedure())
			.param("report", report.name())
			.param("subject", report.subject() == null ? "" : report.subject())
			.param("run", report.run().runId())
			.param("before", moment(report.ended()))
			.param("runs", Trends.RUNS - 1)
			.query((row, number) -> new Trends.Point(row.getString(1),
					row.getObject(2, OffsetDateTime.class).toInstant(), row.getDouble(3),
					row.getObject(4, Double.class), row.getString(5)))
			.list();
	}

}
