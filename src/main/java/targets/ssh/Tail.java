package targets.ssh;

import java.io.OutputStream;
import java.util.Arrays;

/** Keeps the last bytes of what is written to it. */
final class Tail extends OutputStream {

	private final int limit;

	private byte[] kept = new byte[4096];

	private int length;

	private boolean cut;

	Tail(int limit) {
		this.limit = limit;
	}

	@Override
	public void write(int single) {
		write(new byte[] { (byte) single }, 0, 1);
	}

	@Override
	public synchronized void write(byte[] bytes, int offset, int count) {
		int taken = Math.min(count, this.limit);
		if (this.length + taken > this.kept.length) {
			grow(this.length + taken);
		}
		System.arraycopy(bytes, offset + count - taken, this.kept, this.length, taken);
		this.length += taken;
		this.cut |= taken < count;
	}

	/**
	 * Room for twice the limit at most: old bytes are dropped in one go, not one by one.
	 */
	private void grow(int needed) {
		int room = 2 * this.limit;
		if (needed > room) {
			int stay = Math.min(this.length, this.limit);
			System.arraycopy(this.kept, this.length - stay, this.kept, 0, stay);
			this.cut |= stay < this.length;
			this.length = stay;
			this.kept = Arrays.copyOf(this.kept, room);
		}
		else {
			this.kept = Arrays.copyOf(this.kept, Math.min(room, Math.max(needed, 2 * this.kept.length)));
		}
	}

	synchronized byte[] bytes() {
		return Arrays.copyOfRange(this.kept, Math.max(0, this.length - this.limit), this.length);
	}

	synchronized boolean cut() {
		return this.cut || this.length > this.limit;
	}

}
