package stores.redis;

import domain.people.Said;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import stores.BadContent;

/** The bytes of a Redis dump as numbers, lengths and texts. */
final class DumpStream {

	/** Longer keys, and longer texts under one, are not looked for. */
	private static final int SHORT = 1 << 10;

	private static final int CHUNK = 1 << 16;

	private final Crc64 checksum;

	private final DataInputStream in;

	private final Runnable alive;

	DumpStream(InputStream content, Runnable alive) {
		this.checksum = new Crc64(new BufferedInputStream(content, CHUNK));
		this.in = new DataInputStream(checksum);
		this.alive = alive;
	}

	static BadContent bad(String english, String portuguese, Object... values) {
		return new BadContent(Said.of(english, portuguese, values));
	}

	/** The first bytes as characters. */
	String head(int bytes) throws IOException {
		return new String(in.readNBytes(bytes), StandardCharsets.US_ASCII);
	}

	int next() throws IOException {
		return in.readUnsignedByte();
	}

	/** The checksum is that of all before it, and nothing follows. */
	void end() throws IOException {
		long computed = checksum.value();
		long written = Long.reverseBytes(in.readLong());
		if (written == 0) {
			throw bad("it has no checksum: set 'rdbchecksum yes'",
					"não tem soma de verificação: configure 'rdbchecksum yes'");
		}
		if (written != computed) {
			throw bad("its checksum is not that of its content", "a sua soma de verificação não é a do seu conteúdo");
		}
		if (in.read() >= 0) {
			throw bad("something follows its end", "há algo depois do seu fim");
		}
	}

	void lengths(int number) throws IOException {
		for (int left = number; left > 0; left--) {
			length();
		}
	}

	void strings(long number) throws IOException {
		for (long left = number; left > 0; left--) {
			string();
		}
	}

	/** Empty when it is long, a number, or compressed. */
	byte[] shortText() throws IOException {
		int first = in.readUnsignedByte();
		if (first >>> 6 == 3) {
			skip(special(first));
			return new byte[0];
		}
		long length = length(first);
		if (length < 0 || length > SHORT) {
			skip(length);
			return new byte[0];
		}
		byte[] text = new byte[(int) length];
		in.readFully(text);
		return text;
	}

	void string() throws IOException {
		int first = in.readUnsignedByte();
		skip(first >>> 6 == 3 ? special(first) : length(first));
	}

	/** Bytes of a string that is a number or compressed. */
	private long special(int first) throws IOException {
		return switch (first & 0x3f) {
			case 0 -> 1;
			case 1 -> 2;
			case 2 -> 4;
			case 3 -> {
				long compressed = length();
				length();
				yield compressed;
			}
			default -> throw bad("it holds a text in a form that is not known here",
					"contém um texto em uma forma que não é conhecida aqui");
		};
	}

	String text() throws IOException {
		int first = in.readUnsignedByte();
		switch (first) {
			case 0xc0 -> {
				return Byte.toString(in.readByte());
			}
			case 0xc1 -> {
				return Short.toString(Short.reverseBytes(in.readShort()));
			}
			case 0xc2 -> {
				return Integer.toString(Integer.reverseBytes(in.readInt()));
			}
			case 0xc3 -> {
				skip(special(first));
				return "";
			}
			default -> {
				return text(length(first));
			}
		}
	}

	private String text(long length) throws IOException {
		if (length > CHUNK) {
			throw bad("a field at its begin has %d bytes", "um campo no seu início tem %d bytes", length);
		}
		return new String(in.readNBytes((int) length), StandardCharsets.UTF_8);
	}

	long length() throws IOException {
		return length(in.readUnsignedByte());
	}

	private long length(int first) throws IOException {
		return switch (first >>> 6) {
			case 0 -> first & 0x3f;
			case 1 -> (long) (first & 0x3f) << 8 | in.readUnsignedByte();
			case 2 -> first == 0x80 ? in.readInt() & 0xffffffffL : in.readLong();
			default -> throw bad("a length was expected in it, and there is none",
					"um comprimento era esperado nele, e não há nenhum");
		};
	}

	void skip(long bytes) throws IOException {
		if (bytes < 0) {
			throw bad("a length in it is negative", "um comprimento nele é negativo");
		}
		long left = bytes;
		byte[] chunk = new byte[(int) Math.min(CHUNK, bytes)];
		while (left > 0) {
			int read = in.read(chunk, 0, (int) Math.min(chunk.length, left));
			if (read < 0) {
				throw new EOFException();
			}
			left -= read;
			alive.run();
		}
	}

}
