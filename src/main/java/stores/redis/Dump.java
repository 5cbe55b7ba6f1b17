package stores.redis;

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

	private static final int CHECKSUM_SINCE = 5;

	private static final int NEWEST = 12;

	private final DumpStream in;

	private final DumpValues values;

	private final Progress progress;

	private final SortedMap<String, Long> keys = new TreeMap<>();

	private String version = "unknown";

	private Instant written = Instant.EPOCH;

	private String database = "db0";

	private boolean expires;

	private final Looked looked;

	private Dump(InputStream content, Looked looked, Progress progress) {
		this.looked = looked;
		this.progress = progress;
		this.in = new DumpStream(content, this::alive);
		this.values = new DumpValues(in);
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
			throw DumpStream.bad("it ends in the middle", "termina no meio");
		}
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
		String text = in.head(9);
		if (!text.matches("REDIS\\d{4}")) {
			throw DumpStream.bad("it does not begin as a dump of Redis", "não começa como um dump do Redis");
		}
		int format = Integer.parseInt(text.substring(5));
		if (format < CHECKSUM_SINCE || format > NEWEST) {
			throw DumpStream.bad("its format %d is not known here (%d to %d)",
					"o seu formato %d não é conhecido aqui (%d a %d)", format, CHECKSUM_SINCE, NEWEST);
		}
		int opcode = in.next();
		for (long read = 0; opcode != 0xff; read++) {
			one(opcode);
			if (read % 1000 == 0) {
				alive();
			}
			opcode = in.next();
		}
		in.end();
	}

	private void alive() {
		progress.report("reading a dump: " + keys);
	}

	private void one(int opcode) throws IOException {
		switch (opcode) {
			case 0xfa -> auxiliary();
			case 0xfb -> {
				in.length();
				in.length();
			}
			case 0xfe -> database = "db" + in.length();
			case 0xfd -> expiry(4);
			case 0xfc -> expiry(8);
			case 0xf9 -> in.skip(1);
			case 0xf8 -> in.length();
			case 0xf7 -> {
				in.length();
				values.module();
			}
			case 0xf5 -> in.string();
			case 0xf4 -> {
				in.length();
				in.length();
				in.length();
			}
			default -> key(opcode);
		}
	}

	private void auxiliary() throws IOException {
		String name = in.text();
		String value = in.text();
		if (name.equals("redis-ver") || name.equals("valkey-ver")) {
			version = value;
		}
		else if (name.equals("ctime")) {
			written = Instant.ofEpochSecond(Long.parseLong(value));
		}
	}

	private void expiry(int bytes) throws IOException {
		in.skip(bytes);
		expires = true;
	}

	private void key(int type) throws IOException {
		byte[] key = in.shortText();
		if (type == 0 && looked.isWanted(key)) {
			looked.found.put(new String(key, StandardCharsets.UTF_8),
					new String(in.shortText(), StandardCharsets.UTF_8));
		}
		else {
			values.skip(type);
		}
		keys.merge(database, 1L, Long::sum);
		if (expires) {
			keys.merge(database + EXPIRING, 1L, Long::sum);
		}
		expires = false;
	}

}
