package stores.redis;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The checksum at the end of a Redis dump (CRC-64 of Jones, reflected), as it is read.
 */
final class Crc64 extends FilterInputStream {

	private static final long POLYNOMIAL = Long.reverse(0xad93d23594c935a9L);

	private static final long[] TABLE = new long[256];

	static {
		for (int index = 0; index < TABLE.length; index++) {
			long value = index;
			for (int bit = 0; bit < Byte.SIZE; bit++) {
				value = (value & 1) == 0 ? value >>> 1 : value >>> 1 ^ POLYNOMIAL;
			}
			TABLE[index] = value;
		}
	}

	private long value;

	Crc64(InputStream content) {
		super(content);
	}

	long value() {
		return value;
	}

	@Override
	public int read() throws IOException {
		int read = in.read();
		if (read >= 0) {
			add((byte) read);
		}
		return read;
	}

	@Override
	public int read(byte[] into, int offset, int length) throws IOException {
		int read = in.read(into, offset, length);
		for (int index = 0; index < read; index++) {
			add(into[offset + index]);
		}
		return read;
	}

	private void add(byte next) {
		value = TABLE[(int) (value ^ next) & 0xff] ^ value >>> Byte.SIZE;
	}

}
