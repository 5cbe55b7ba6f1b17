package stores;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 and size of what flows by. */
public final class Checksums {

	private static final int CHUNK = 1 << 20;

	private Checksums() {
	}

	/**
	 * What flowed by.
	 *
	 * @param bytes how much
	 * @param sha256 its checksum, hexadecimal
	 */
	public record Counted(long bytes, String sha256) {

	}

	/** Has the content written to a stream that stays open, and says what it was. */
	public static Counted counting(OutputStream into, String name, Sink.Content content, Progress progress)
			throws IOException {
		MessageDigest digest = sha256();
		Counter counter = new Counter(into, name, progress);
		OutputStream out = new BufferedOutputStream(new DigestOutputStream(counter, digest), CHUNK);
		content.write(out);
		out.flush();
		return new Counted(counter.bytes, HexFormat.of().formatHex(digest.digest()));
	}

	/** Reads a stream to its end and says what it was. */
	public static Counted of(InputStream content, String name, Progress progress) throws IOException {
		MessageDigest digest = sha256();
		byte[] chunk = new byte[CHUNK];
		long read = 0;
		for (int length = content.read(chunk); length >= 0; length = content.read(chunk)) {
			digest.update(chunk, 0, length);
			read += length;
			progress.report("checksum of " + name + ": " + read + " bytes read");
		}
		return new Counted(read, HexFormat.of().formatHex(digest.digest()));
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException impossible) {
			throw new IllegalStateException("every Java has SHA-256", impossible);
		}
	}

	private static final class Counter extends FilterOutputStream {

		private final String name;

		private final Progress progress;

		private long bytes;

		Counter(OutputStream into, String name, Progress progress) {
			super(into);
			this.name = name;
			this.progress = progress;
		}

		@Override
		public void write(byte[] content, int offset, int length) throws IOException {
			out.write(content, offset, length);
			bytes += length;
			progress.report(name + ": " + bytes + " bytes written");
		}

		@Override
		public void write(int content) throws IOException {
			out.write(content);
			bytes++;
		}

	}

}
