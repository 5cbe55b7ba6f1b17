package stores.redis;

import domain.people.Said;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import stores.BadContent;
import stores.Progress;

/**
 * Reads a Redis dump from its begin to its checksum and counts its keys, without a
 * server. Its format: {@code rdb.h} and {@code rdb.c} of Redis, versions 5 to 12.
 */
final class Dump {

	/** What follows the name of a database in the counts of keys that expire. */
	static final String EXPIRING = " that expire";

	private static final Looked NOTHING = new Looked(null);

	/** Longer keys, and longer texts under one, are not looked for. */
	private static final int SHORT = 1 << 10;

	private static final int CHUNK = 1 << 16;

	private static final int CHECKSUM_SINCE = 5;

	private static final int NEWEST = 12;

	private final Crc64 checksum;

	private final DataInputStream in;

	private final Progress progress;

	private final SortedMap<String, Long> keys = new TreeMap<>();

	private String version = "unknown";

	private Instant written = Instant.EPOCH;

	private String database = "db0";

	private boolean expires;

	private final Looked looked;

	private Dump(InputStream content, Looked looked, Progress progress) {
		this.looked = looked;
		this.checksum = new Crc64(new BufferedInputStream(content, CHUNK));
		this.in = new DataInputStream(checksum);
		this.progress = progress;
	}

	/**
	 * What a dump holds.
	 *
	 * @param version version of the server that wrote it
	 * @param written when, by the server's clock
	 * @param keys number of keys by database, and of those that expire
	 */
	record Held(String version, Instant written, SortedMap<String, Long> keys) {

	}

	/**
	 * Reads a dump to its end.
	 * @throws BadContent when it is no whole dump
	 * @throws IOException when it cannot be read
	 */
	static Held read(InputStream content, Progress progress) throws IOException {
		return read(content, NOTHING, progress);
	}

	/** The same, and some texts are looked for on the way. */
	static Held read(InputStream content, Looked looked, Progress progress) throws IOException {
		Dump dump = new Dump(content, looked, progress);
		try {
			dump.all();
			return new Held(dump.version, dump.written, dump.keys);
		}
		catch (EOFException cut) {
			throw bad("it ends in the middle", "termina no meio");
		}
	}

	private static BadContent bad(String english, String portuguese, Object... values) {
		return new BadContent(Said.of(english, portuguese, values));
	}

	/** Short texts that are looked for by the beginning of their keys. */
	static final class Looked {

		private final byte[] beginning;

		private final SortedMap<String, String> found = new TreeMap<>();

		Looked(String beginning) {
			this.beginning = beginning == null ? null : beginning.getBytes(StandardCharsets.UTF_8);
		}

		/** By their whole keys. */
		SortedMap<String, String> found() {
			return found;
		}

		private boolean isWanted(byte[] key) {
			return beginning != null && key.length >= beginning.length
					&& Arrays.equals(key, 0, beginning.length, beginning, 0, beginning.length);
		}

	}

	private void all() throws IOException {
		byte[] head = in.readNBytes(9);
		String text = new String(head, StandardCharsets.US_ASCII);
		if (!text.matches("REDIS\\d{4}")) {
			throw bad("it does not begin as a dump of Redis", "não começa como um dump do Redis");
		}
		int format = Integer.parseInt(text.substring(5));
		if (format < CHECKSUM_SINCE || format > NEWEST) {
			throw bad("its format %d is not known here (%d to %d)", "o seu formato %d não é conhecido aqui (%d a %d)",
					format, CHECKSUM_SINCE, NEWEST);
		}
		int opcode = in.readUnsignedByte();
		for (long read = 0; opcode != 0xff; read++) {
			one(opcode);
			if (read % 1000 == 0) {
				progress.report("reading a dump: " + keys);
			}
			opcode = in.readUnsignedByte();
		}
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

	private void one(int opcode) throws IOException {
		switch (opcode) {
			case 0xfa -> auxiliary();
			case 0xfb -> {
				length();
				length();
			}
			case 0xfe -> database = "db" + length();
			case 0xfd -> expiry(4);
			case 0xfc -> expiry(8);
			case 0xf9 -> skip(1);
			case 0xf8 -> length();
			case 0xf7 -> {
				length();
				module();
			}
			case 0xf5 -> string();
			case 0xf4 -> {
				length();
				length();
				length();
			}
			default -> key(opcode);
		}
	}

	private void auxiliary() throws IOException {
		String name = text();
		String value = text();
		if (name.equals("redis-ver") || name.equals("valkey-ver")) {
			version = value;
		}
		else if (name.equals("ctime")) {
			written = Instant.ofEpochSecond(Long.parseLong(value));
		}
	}

	private void expiry(int bytes) throws IOException {
		skip(bytes);
		expires = true;
	}

	private void key(int type) throws IOException {
		byte[] key = shortText();
		if (type == 0 && looked.isWanted(key)) {
			looked.found.put(new String(key, StandardCharsets.UTF_8), new String(shortText(), StandardCharsets.UTF_8));
		}
		else {
			value(type);
		}
		keys.merge(database, 1L, Long::sum);
		if (expires) {
			keys.merge(database + EXPIRING, 1L, Long::sum);
		}
		expires = false;
	}

	private void value(int type) throws IOException {
		switch (type) {
			case 0, 9, 10, 11, 12, 13, 16, 17, 20 -> string();
			case 1, 2, 14 -> strings(length());
			case 4 -> strings(2 * length());
			case 3 -> sorted(false);
			case 5 -> sorted(true);
			case 18 -> quickList();
			case 7 -> {
				length();
				module();
			}
			case 15, 19, 21 -> stream(type);
			case 22, 24 -> expiringHash(type);
			case 23, 25 -> {
				if (type == 25) {
					skip(8);
				}
				string();
			}
			default -> throw bad("it holds something of type %d, which is not known here",
					"contém algo do tipo %d, que não é conhecido aqui", type);
		}
	}

	private void expiringHash(int type) throws IOException {
		if (type == 24) {
			skip(8);
		}
		for (long left = length(); left > 0; left--) {
			length();
			strings(2);
		}
	}

	private void sorted(boolean binary) throws IOException {
		for (long left = length(); left > 0; left--) {
			string();
			int size = binary ? 8 : in.readUnsignedByte();
			// 253 to 255: not a number and the two infinities.
			skip(size >= 253 ? 0 : size);
		}
	}

	private void quickList() throws IOException {
		for (long left = length(); left > 0; left--) {
			length();
			string();
		}
	}

	private void stream(int type) throws IOException {
		strings(2 * length());
		lengths(type == 15 ? 3 : 8);
		for (long groups = length(); groups > 0; groups--) {
			string();
			lengths(type == 15 ? 2 : 3);
			for (long pending = length(); pending > 0; pending--) {
				skip(16 + 8);
				length();
			}
			for (long consumers = length(); consumers > 0; consumers--) {
				string();
				skip(type == 21 ? 16 : 8);
				skip(16 * length());
			}
		}
	}

	private void module() throws IOException {
		for (long part = length(); part != 0; part = length()) {
			switch ((int) part) {
				case 1, 2 -> length();
				case 3 -> skip(4);
				case 4 -> skip(8);
				case 5 -> string();
				default -> throw bad("a module's value in it has a part of kind %d, which is not known here",
						"um valor de módulo nele tem uma parte do tipo %d, que não é conhecido aqui", part);
			}
		}
	}

	private void lengths(int number) throws IOException {
		for (int left = number; left > 0; left--) {
			length();
		}
	}

	private void strings(long number) throws IOException {
		for (long left = number; left > 0; left--) {
			string();
		}
	}

	/** Empty when it is long, a number, or compressed. */
	private byte[] shortText() throws IOException {
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

	private void string() throws IOException {
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

	private String text() throws IOException {
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

	private long length() throws IOException {
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

	private void skip(long bytes) throws IOException {
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
			progress.report("reading a dump: " + keys);
		}
	}

}
