package ledger;

import static ledger.Columns.moment;
import static ledger.Columns.text;

import domain.probe.Belief;
import domain.probe.Health;
import domain.probe.HealthRecord;
import domain.probe.ProbeAnswer;
import domain.probe.Remembered;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One row for each probe of each system. Rows are locked while they are weighed: two runs
 * at once count one after the other.
 */
class HealthRows implements HealthBook {

	private static final Logger log = LoggerFactory.getLogger(HealthRows.class);

	private final Ledger ledger;

	private final JdbcClient database;

	private final TransactionTemplate transactions;

	HealthRows(Ledger ledger, JdbcClient database, TransactionTemplate transactions) {
		this.ledger = ledger;
		this.database = database;
		this.transactions = transactions;
	}

	@Override
	public Remembered remember(HealthRecord answers) {
		if (!ledger.reachable()) {
			return Remembered.nothing("the ledger is away: " + ledger.problem());
		}
		try {
			return transactions.execute(status -> weigh(answers));
		}
		catch (DataAccessException | TransactionException away) {
			log.warn("The ledger cannot remember what {} answered", answers.run().system(), away);
			return Remembered.nothing("the ledger cannot remember: " + away.getMostSpecificCause().getMessage());
		}
	}

	private Remembered weigh(HealthRecord answers) {
		// In one order for everybody, so that two runs cannot wait for each other.
		List<Remembered.Change> changes = answers.report()
			.answers()
			.stream()
			.sorted(Comparator.comparing(ProbeAnswer::name))
			.map(answer -> weigh(answers, answer))
			.flatMap(Optional::stream)
			.toList();
		return new Remembered(true, null, changes);
	}

	private Optional<Remembered.Change> weigh(HealthRecord answers, ProbeAnswer answer) {
		String run = answers.run().runId();
		Belief before = read(answers.run().system(), answer.name());
		Belief after = before.after(answer.health(), answers.rules(), run, answers.report().askedAt());
		if (after != before) {
			write(answers.run().system(), answer, after);
		}
		return after.changedIn(run)
				? Optional
					.of(new Remembered.Change(answer.name(), after.changedFrom(), after.state(), after.changedSince()))
				: Optional.empty();
	}

	private Belief read(String system, String probe) {
		database.sql("""
				INSERT INTO health (system, probe, state, last_answer, streak, asked_at, run_id)
				VALUES (:system, :probe, 'HEALTHY', 'HEALTHY', 0, to_timestamp(0), '') ON CONFLICT DO NOTHING
				""").param("system", system).param("probe", probe).update();
		return database
			.sql("""
					SELECT state, state_since, last_answer, streak, asked_at, run_id, changed_by, changed_from, changed_since
					FROM health WHERE system = :system AND probe = :probe FOR UPDATE
					""")
			.param("system", system)
			.param("probe", probe)
			.query((row, number) -> new Belief(Health.valueOf(row.getString(1)), instant(row, 2),
					Health.valueOf(row.getString(3)), row.getInt(4), instant(row, 5), row.getString(6),
					row.getString(7), row.getString(8) == null ? null : Health.valueOf(row.getString(8)),
					instant(row, 9)))
			.single();
	}

	private void write(String system, ProbeAnswer answer, Belief belief) {
		database.sql("""
				UPDATE health SET state = :state, state_since = :since, last_answer = :last, streak = :streak,
				  asked_at = :asked, run_id = :run, changed_by = :changedBy, changed_from = :changedFrom,
				  changed_since = :changedSince, value = :value, limit_text = :limit, unit = :unit, words = :words
				WHERE system = :system AND probe = :probe
				""")
			.param("state", belief.state().name())
			.param("since", moment(belief.since()))
			.param("last", belief.last().name())
			.param("streak", belief.streak())
			.param("asked", moment(belief.askedAt()))
			.param("run", belief.runId())
			.param("changedBy", belief.changedBy())
			.param("changedFrom", belief.changedFrom() == null ? null : belief.changedFrom().name())
			.param("changedSince", moment(belief.changedSince()))
			.param("value", answer.value())
			.param("limit", answer.limit())
			.param("unit", answer.unit())
			.param("words", text(answer.words()))
			.param("system", system)
			.param("probe", answer.name())
			.update();
	}

	private static Instant instant(ResultSet row, int column) throws SQLException {
		OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
		return moment == null ? null : moment.toInstant();
	}

}
