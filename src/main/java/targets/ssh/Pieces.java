package targets.ssh;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import stores.PieceStream;

/**
 * Files of any size on a host, read and written piece by piece: each is a short command,
 * so that nothing is held in memory and a lost connection is noticed at once.
 */
final class Pieces {

	private static final int PIECE = 4 << 20;

	private static final Duration LIMIT = Duration.ofMinutes(5);

	private Pieces() {
	}

	/** Fills a file that is there and empty. */
	static OutputStream writing(Host host, String path, Runnable alive) {
		return new Writing(host, path, alive);
	}

	/** Reads a file from its beginning; whether it is there is found at once. */
	static InputStream reading(Host host, String path, Runnable alive) throws IOException {
		Reading reading = new Reading(host, path, alive);
		reading.fill();
		return reading;
	}

	/** What a refused write is: full disks and cut pieces may pass. */
	static RuntimeException refused(Host host, Command command, Answer answer) {
		if (answer.diskFull()) {
			return new TransientFailure(
					Said.of("host %s: no space is left for backups: free some. %s",
							"servidor %s: não há espaço para backups: libere. %s", host.place(), answer.lastWords()),
					null);
		}
		if (answer.exitCode() == Scripts.CUT_SHORT) {
			return new TransientFailure(Said.of("host %s: a backup file did not arrive as it was sent: %s",
					"servidor %s: um arquivo de backup não chegou como foi enviado: %s", host.place(),
					answer.lastWords()), null);
		}
		PermanentFailure failure = host.failure(FailureKind.PROFILE, command, answer);
		return new PermanentFailure(FailureKind.PROFILE,
				Said.of("%s Change the destination's folder in the profile, or its owner on the host.",
						"%s Mude a pasta do destino no perfil, ou o dono dela no servidor.", failure.said()),
				failure);
	}

	private static final class Writing extends PieceStream {

		private final Host host;

		private final String path;

		private final Runnable alive;

		private long written;

		Writing(Host host, String path, Runnable alive) {
			super(PIECE);
			this.host = host;
			this.path = path;
			this.alive = alive;
		}

		/** Whoever closes it has written everything. */
		@Override
		public void close() {
			byte[] rest = rest();
			if (rest.length > 0) {
				send(rest);
			}
		}

		@Override
		protected void send(byte[] content) {
			Command command = Scripts
				.command(Scripts.APPEND_FILE, this.path, Long.toString(this.written), Integer.toString(content.length))
				.reading(content);
			Answer answer = this.host.run(command, LIMIT, this.alive);
			if (!answer.succeeded()) {
				throw refused(this.host, Command.of("write", this.path), answer);
			}
			this.written += content.length;
		}

	}

	private static final class Reading extends InputStream {

		private final Host host;

		private final String path;

		private final Runnable alive;

		private byte[] piece = new byte[0];

		private int next;

		private long read;

		private boolean ended;

		Reading(Host host, String path, Runnable alive) {
			this.host = host;
			this.path = path;
			this.alive = alive;
		}

		@Override
		public int read() throws IOException {
			byte[] single = new byte[1];
			return (read(single, 0, 1) < 0) ? -1 : single[0] & 0xff;
		}

		@Override
		public int read(byte[] into, int offset, int length) throws IOException {
			if (this.next == this.piece.length) {
				if (this.ended) {
					return -1;
				}
				fill();
				if (this.piece.length == 0) {
					return -1;
				}
			}
			int taken = Math.min(length, this.piece.length - this.next);
			System.arraycopy(this.piece, this.next, into, offset, taken);
			this.next += taken;
			return taken;
		}

		private void fill() throws IOException {
			this.piece = this.host.readPiece(this.path, this.read, PIECE, this.alive);
			this.next = 0;
			this.read += this.piece.length;
			this.ended = this.piece.length < PIECE;
		}

	}

}
