package stores.postgresql;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;
import stores.Progress;

/**
 * Reads a server's write-ahead log as a standby does (PostgreSQL's documentation,
 * streaming replication protocol). Nothing is confirmed to the server: what it keeps for
 * us, it keeps until a backup with it is whole.
 */
final class Replication implements AutoCloseable {

	private static final String REMOVED = "has already been removed";

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

	private final Connection connection;

	private final String place;

	/**
	 * Which server it is.
	 *
	 * @param server its identifier, given to it when it was made
	 * @param timeline its timeline
	 */
	record Identity(String server, int timeline) {

	}

	/** That the server no longer has what is asked for. */
	static final class Gone extends RuntimeException {

		private static final long serialVersionUID = 1;

		Gone(SQLException said) {
			super(said.getMessage(), said);
		}

	}

	private Replication(Connection connection, String place) {
		this.connection = connection;
		this.place = place;
	}

	static Replication open(Server server, String database) {
		Properties properties = new Properties();
		properties.setProperty("replication", "database");
		properties.setProperty("preferQueryMode", "simple");
		properties.setProperty("assumeMinServerVersion", "13");
		return new Replication(server.connect(database, properties), server.place(database));
	}

	Identity identify() {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("IDENTIFY_SYSTEM")) {
			row.next();
			return new Identity(row.getString(1), row.getInt(2));
		}
		catch (SQLException refused) {
			throw failure(refused);
		}
	}

	/**
	 * Copies the log between two positions.
	 * @throws Gone when the server has removed its beginning
	 */
	void copy(long from, long until, OutputStream out, Progress progress) throws IOException {
		try (PGReplicationStream stream = connection.unwrap(PGConnection.class)
			.getReplicationAPI()
			.replicationStream()
			.physical()
			.withStartPosition(LogSequenceNumber.valueOf(from))
			.withStatusInterval(10, TimeUnit.SECONDS)
			.start()) {
			copy(stream, from, until, out, progress);
		}
		catch (SQLException refused) {
			if (String.valueOf(refused.getMessage()).contains(REMOVED)) {
				throw new Gone(refused);
			}
			throw failure(refused);
		}
	}

	private void copy(PGReplicationStream stream, long from, long until, OutputStream out, Progress progress)
			throws SQLException, IOException {
		long position = from;
		long last = System.nanoTime();
		while (position < until) {
			ByteBuffer piece = stream.readPending();
			if (piece == null) {
				if (System.nanoTime() - last > PATIENCE.toNanos()) {
					throw new TransientFailure(Said.of("%s has sent nothing of its log for %d minutes, at %s",
							"%s não enviou nada do seu log por %d minutos, em %s", place, PATIENCE.toMinutes(),
							LogSequenceNumber.valueOf(position).asString()), null);
				}
				progress.report("waiting for the log of " + place);
				LockSupport.parkNanos(PAUSE);
				continue;
			}
			int length = (int) Math.min(piece.remaining(), until - position);
			out.write(piece.array(), piece.arrayOffset() + piece.position(), length);
			position += length;
			last = System.nanoTime();
			progress.report("log of " + place + ": " + (position - from) + " bytes");
		}
	}

	private RuntimeException failure(SQLException refused) {
		if ("42501".equals(refused.getSQLState()) || "28000".equals(refused.getSQLState())) {
			return new PermanentFailure(FailureKind.FORBIDDEN, Said.of(
					"%s: %s. Allow the user to replicate (ALTER ROLE ... REPLICATION) and let pg_hba.conf admit it from the worker for the database and for 'replication'.",
					"%s: %s. Permita que o usuário replique (ALTER ROLE ... REPLICATION) e que pg_hba.conf o admita a partir do worker para o banco e para 'replication'.",
					place, refused.getMessage()), refused);
		}
		return Server.failure(place, null, refused);
	}

	@Override
	public void close() {
		try {
			connection.abort(Runnable::run);
		}
		catch (SQLException failure) {
			throw new TransientFailure(place + ": the connection cannot be closed: " + failure.getMessage(), failure);
		}
	}

}
