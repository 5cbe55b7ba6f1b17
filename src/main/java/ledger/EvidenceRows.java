package ledger;

import static ledger.Columns.keyText;
import static ledger.Columns.moment;
import static ledger.Columns.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import domain.backup.Backup;
import domain.backup.Verification;
import domain.check.Measurement;
import domain.gate.DecisionRecord;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of decisions, measurements, changes, backups and messages. */
class EvidenceRows {

	private static final String DECISION = """
			INSERT INTO decisions (run_id, decided_at, verb, gate, decided_by, reason, accepted, refusal)
			VALUES (:run, :at, :verb, :gate, :by, :reason, :accepted, :refusal)
			ON CONFLICT DO NOTHING
			""";

	private static final String MEASUREMENT = """
			INSERT INTO measurements (run_id, stage, check_name, measured_at, verdict, value, baseline, limit_text,
			  unit, samples, query, note)
			VALUES (:run, :stage, :check, :at, :verdict, :value, :baseline, :limit, :unit, :samples, :query, :note)
			ON CONFLICT DO NOTHING
			""";

	private static final String CHANGE = """
			INSERT INTO changes (run_id, step_id, position, planned, what, before_value, after_value)
			VALUES (:run, :step, :position, :planned, :what, :before, :after)
			ON CONFLICT DO NOTHING
			""";

	/** A backup that was verified once stays so, in whichever order its rows arrive. */
	private static final String BACKUP = """
			INSERT INTO backups (backup_id, run_id, store, kind, location, bytes, sha256, recovery_point, table_rows,
			  verified, seconds, system, engine, destination, parts, contents, expires_at, verified_at, verified_by,
			  verified_how)
			VALUES (:id, :run, :store, :kind, :location, :bytes, :sha256, :recoveryPoint, CAST(:rows AS json),
			  :verified, :seconds, :system, :engine, :destination, CAST(:parts AS json), CAST(:contents AS json),
			  :expiresAt, :verifiedAt, :verifiedBy, :verifiedHow)
			ON CONFLICT (backup_id) DO UPDATE SET location = excluded.location, bytes = excluded.bytes,
			  sha256 = excluded.sha256, recovery_point = excluded.recovery_point, table_rows = excluded.table_rows,
			  verified = backups.verified OR excluded.verified, seconds = excluded.seconds,
			  system = excluded.system, engine = excluded.engine, destination = excluded.destination,
			  parts = excluded.parts, contents = excluded.contents, expires_at = excluded.expires_at,
			  verified_at = coalesce(excluded.verified_at, backups.verified_at),
			  verified_by = coalesce(excluded.verified_by, backups.verified_by),
			  verified_how = coalesce(excluded.verified_how, backups.verified_how)
			""";

	/**
	 * What was removed stays in the catalogue: it says for how long there was a way back.
	 */
	private static final String REMOVAL = """
			UPDATE backups SET removed_at = :at, removed_by = :run WHERE backup_id = :id AND removed_at IS NULL
			""";

	/** A message that a channel took once stays sent. */
	private static final String MESSAGE = """
			INSERT INTO messages (run_id, message_key, channel, sent, refusal, told_at)
			VALUES (:run, :key, :channel, :sent, :refusal, :at)
			ON CONFLICT (run_id, message_key, channel) DO UPDATE SET sent = excluded.sent, refusal = excluded.refusal,
			  told_at = excluded.told_at
			WHERE NOT messages.sent
			""";

	private final JdbcClient database;

	private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule())
		.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

	EvidenceRows(JdbcClient database) {
		this.database = database;
	}

	void write(Entry.DecisionEntry entry) {
		DecisionRecord decision = entry.decision();
		database.sql(DECISION)
			.param("run", entry.runId())
			.param("at", moment(decision.at()))
			.param("verb", keyText(decision.verb()))
			.param("gate", keyText(decision.gate()))
			.param("by", keyText(decision.by()))
			.param("reason", text(decision.reason()))
			.param("accepted", decision.accepted())
			.param("refusal", text(decision.refusal()))
			.update();
	}

	void write(Entry.MeasurementEntry entry) {
		Measurement measurement = entry.measurement();
		database.sql(MEASUREMENT)
			.param("run", entry.runId())
			.param("stage", keyText(entry.stage()))
			.param("check", keyText(measurement.check()))
			.param("at", moment(measurement.at()))
			.param("verdict", measurement.verdict().name())
			.param("value", measurement.value())
			.param("baseline", measurement.baseline())
			.param("limit", text(measurement.limit()))
			.param("unit", text(measurement.unit()))
			.param("samples", measurement.samples())
			.param("query", text(measurement.query()))
			.param("note", text(measurement.note()))
			.update();
	}

	void write(Entry.ChangeEntry entry) {
		database.sql(CHANGE)
			.param("run", entry.runId())
			.param("step", entry.stepId())
			.param("position", entry.position())
			.param("planned", entry.planned())
			.param("what", keyText(entry.change().what()))
			.param("before", text(entry.change().before()))
			.param("after", text(entry.change().after()))
			.update();
	}

	void write(Entry.BackupEntry entry) {
		Backup backup = entry.backup();
		Verification proof = backup.verification();
		database.sql(BACKUP)
			.param("id", backup.id())
			.param("run", backup.run() == null ? entry.runId() : backup.run())
			.param("store", backup.store())
			.param("kind", backup.kind())
			.param("location", backup.location())
			.param("bytes", backup.bytes())
			.param("sha256", backup.sha256())
			.param("recoveryPoint", moment(backup.recoveryPoint()))
			.param("rows", json(backup.rows() == null ? Map.of() : backup.rows()))
			.param("verified", backup.verified())
			.param("seconds", backup.seconds())
			.param("system", backup.system())
			.param("engine", backup.engine() == null ? null : backup.engine().name())
			.param("destination", backup.destination())
			.param("parts", json(backup.parts()))
			.param("contents", json(backup.contents()))
			.param("expiresAt", moment(backup.expires()))
			.param("verifiedAt", proof == null ? null : moment(proof.at()))
			.param("verifiedBy", proof == null ? null : proof.run())
			.param("verifiedHow", proof == null ? null : proof.depth().name())
			.update();
	}

	void write(Entry.RemovalEntry entry) {
		database.sql(REMOVAL)
			.param("at", moment(entry.at()))
			.param("run", entry.runId())
			.param("id", entry.backup())
			.update();
	}

	void write(Entry.MessageEntry entry) {
		database.sql(MESSAGE)
			.param("run", entry.runId())
			.param("key", keyText(entry.key()))
			.param("channel", keyText(entry.channel()))
			.param("sent", entry.refusal() == null)
			.param("refusal", text(entry.refusal()))
			.param("at", moment(entry.toldAt()))
			.update();
	}

	private String json(Object value) {
		try {
			return json.writeValueAsString(value);
		}
		catch (JsonProcessingException impossible) {
			throw new IllegalStateException("it cannot be written as JSON: " + value, impossible);
		}
	}

}
