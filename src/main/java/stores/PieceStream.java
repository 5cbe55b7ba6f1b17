package stores;

import java.io.OutputStream;
import java.util.Arrays;

/**
 * Cuts what is written into pieces of one size and sends each as soon as more comes than
 * it holds; what is left over at the end is sent by whoever ends it.
 */
public abstract class PieceStream extends OutputStream {

	private byte[] piece;

	private int length;

	protected PieceStream(int size) {
		this.piece = new byte[size];
	}

	/** Sends one piece; it is the receiver's to keep. */
	protected abstract void send(byte[] content);

	@Override
	public final void write(int single) {
		write(new byte[] { (byte) single }, 0, 1);
	}

	@Override
	public final void write(byte[] content, int offset, int count) {
		int from = offset;
		int left = count;
		while (left > 0) {
			if (length == piece.length) {
				send(rest());
			}
			int taken = Math.min(left, piece.length - length);
			System.arraycopy(content, from, piece, length, taken);
			length += taken;
			from += taken;
			left -= taken;
		}
	}

	/** What has not been sent yet; from now on it counts as sent. */
	protected final byte[] rest() {
		byte[] content = Arrays.copyOf(piece, length);
		length = 0;
		return content;
	}

	/** Makes the next pieces twice as large. */
	protected final void grow() {
		byte[] larger = new byte[piece.length * 2];
		System.arraycopy(piece, 0, larger, 0, length);
		piece = larger;
	}

}
